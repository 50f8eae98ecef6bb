package dev.signalbox.lock.core;

import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import java.time.Duration;
import java.util.UUID;

/** Requests in short form: the nonce of a delivery is its number. */
public final class Claims {
  public static final PlanId PLAN = new PlanId(new UUID(7, 1));
  public static final Duration TTL = Duration.ofMinutes(10);

  private final RepositoryId repository;

  public Claims(RepositoryId repository) {
    this.repository = repository;
  }

  public static AttemptRef attempt(String task, long token) {
    return new AttemptRef(new TaskId(PLAN, new TaskKey(task)), 1, new FencingToken(token));
  }

  public ClaimRequest request(AttemptRef attempt, int delivery, Footprint footprint) {
    return request(attempt, delivery, footprint, TTL);
  }

  public ClaimRequest request(AttemptRef attempt, int delivery, Footprint footprint, Duration ttl) {
    return new ClaimRequest(repository, attempt, worker(delivery), nonce(delivery), footprint, ttl);
  }

  public ClaimHandle handle(AttemptRef attempt, int delivery) {
    return handle(attempt, delivery, TTL);
  }

  public ClaimHandle handle(AttemptRef attempt, int delivery, Duration ttl) {
    return new ClaimHandle(repository, attempt, nonce(delivery), ttl);
  }

  public static WorkerId worker(int delivery) {
    return new WorkerId("worker-" + delivery);
  }

  private static UUID nonce(int delivery) {
    return new UUID(11, delivery);
  }
}
