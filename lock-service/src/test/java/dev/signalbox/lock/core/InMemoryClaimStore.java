package dev.signalbox.lock.core;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.claim.Recovery;
import dev.signalbox.common.id.RepositoryId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The claim table with a clock. */
public final class InMemoryClaimStore implements ClaimStore {
  private final Map<RepositoryId, ClaimTable> tables = new TreeMap<>();
  private final Clock clock;

  public InMemoryClaimStore(Clock clock) {
    this.clock = clock;
  }

  /** What happened in the repository since this was last asked. */
  public List<ClaimFact> drainTold(RepositoryId repository) {
    return table(repository).drainTold();
  }

  @Override
  public ClaimAnswer claim(ClaimRequest request) {
    return table(request.repository()).claim(request, clock.instant());
  }

  @Override
  public ClaimAnswer reestablish(ClaimRequest request) {
    return claim(request);
  }

  @Override
  public List<Recovery> recoveries() {
    return List.of();
  }

  @Override
  public void end(Recovery recovery) {
    throw new IllegalStateException("memory is not lost: " + recovery);
  }

  @Override
  public ClaimAnswer amend(ClaimRequest request) {
    return table(request.repository()).amend(request, clock.instant());
  }

  @Override
  public ClaimAnswer renew(ClaimHandle handle) {
    return table(handle.repository()).renew(handle, clock.instant());
  }

  @Override
  public ClaimAnswer release(ClaimHandle handle) {
    return table(handle.repository()).release(handle, clock.instant());
  }

  @Override
  public ClaimAnswer revoke(ClaimHandle handle) {
    return table(handle.repository()).revoke(handle, clock.instant());
  }

  @Override
  public Swept sweep(RepositoryId repository) {
    int expired = table(repository).sweep(clock.instant());
    return new Swept(expired, claims(repository).size());
  }

  @Override
  public List<ClaimView> claims(RepositoryId repository) {
    return table(repository).views(repository, clock.instant());
  }

  @Override
  public Set<RepositoryId> repositories() {
    return Set.copyOf(tables.keySet());
  }

  private ClaimTable table(RepositoryId repository) {
    return tables.computeIfAbsent(repository, one -> new ClaimTable(Duration.ofDays(1)));
  }
}
