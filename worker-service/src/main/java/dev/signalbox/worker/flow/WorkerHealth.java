package dev.signalbox.worker.flow;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.http.LockClient;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready means: the lock-service answers, the slots take work, and git is there. */
public final class WorkerHealth implements HealthIndicator {

  private static final RepositoryId NO_REPOSITORY = new RepositoryId("readiness");

  private final LockClient locks;
  private final GitCommand git;
  private final WorkerLifecycle lifecycle;

  public WorkerHealth(LockClient locks, GitCommand git, WorkerLifecycle lifecycle) {
    this.locks = locks;
    this.git = git;
    this.lifecycle = lifecycle;
  }

  @Override
  public Health health() {
    if (lifecycle.isDraining()) {
      return Health.outOfService().withDetail("slots", "the worker drains").build();
    }
    if (!lifecycle.areSlotsAlive()) {
      return Health.down().withDetail("slots", "not all take work").build();
    }
    try {
      locks.claims(NO_REPOSITORY);
      return Health.up().withDetail("git", git.version()).build();
    } catch (LockServiceUnreachableException | GitFailedException failure) {
      return Health.down(failure).build();
    }
  }
}
