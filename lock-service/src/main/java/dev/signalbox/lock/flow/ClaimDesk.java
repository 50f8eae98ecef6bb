package dev.signalbox.lock.flow;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.lock.core.ClaimStore;
import dev.signalbox.lock.core.TtlPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes requests to the store, within the limits of time, and has their events told at once. */
public final class ClaimDesk {
  private final ClaimStore store;
  private final PublishJournal publisher;
  private final LockMetrics metrics;
  private final TtlPolicy ttl;
  private final Duration renewEvery;

  /**
   * @param renewEvery how often holders are to renew, so that a loss is noticed in time
   */
  public ClaimDesk(
      ClaimStore store,
      PublishJournal publisher,
      LockMetrics metrics,
      TtlPolicy ttl,
      Duration renewEvery) {
    this.store = store;
    this.publisher = publisher;
    this.metrics = metrics;
    this.ttl = ttl;
    this.renewEvery = renewEvery;
  }

  public ClaimAnswer claim(ClaimRequest request) {
    return telling(request.repository(), () -> metrics.timed(() -> store.claim(limited(request))));
  }

  ClaimAnswer reestablish(ClaimRequest request) {
    return telling(request.repository(), () -> store.reestablish(limited(request)));
  }

  ClaimAnswer amend(ClaimRequest request) {
    return telling(request.repository(), () -> store.amend(limited(request)));
  }

  ClaimAnswer renew(ClaimHandle handle) {
    return handled(handle, store::renew);
  }

  public ClaimAnswer release(ClaimHandle handle) {
    return handled(handle, store::release);
  }

  ClaimAnswer revoke(ClaimHandle handle) {
    return handled(handle, store::revoke);
  }

  /** Live claims: of one repository or all, on one path or all. */
  List<ClaimView> claims(@Nullable RepositoryId repository, @Nullable PathPattern path) {
    Set<RepositoryId> asked = repository == null ? store.repositories() : Set.of(repository);
    return asked.stream()
        .flatMap(one -> store.claims(one).stream())
        .filter(claim -> path == null || touches(claim, path))
        .toList();
  }

  private ClaimAnswer handled(ClaimHandle handle, Function<ClaimHandle, ClaimAnswer> operation) {
    ClaimHandle limited =
        new ClaimHandle(
            handle.repository(), handle.attempt(), handle.nonce(), ttl.allowed(handle.ttl()));
    return telling(handle.repository(), () -> operation.apply(limited));
  }

  private ClaimAnswer telling(RepositoryId repository, Supplier<ClaimAnswer> operation) {
    ClaimAnswer answer = operation.get();
    publisher.wake(repository);
    return answer instanceof ClaimAnswer.Granted granted
        ? new ClaimAnswer.Granted(granted.expiresAt(), granted.displaced(), renewEvery)
        : answer;
  }

  private ClaimRequest limited(ClaimRequest request) {
    return new ClaimRequest(
        request.repository(),
        request.attempt(),
        request.worker(),
        request.nonce(),
        request.footprint(),
        ttl.allowed(request.ttl()));
  }

  private static boolean touches(ClaimView claim, PathPattern path) {
    return claim.footprint().firstConflict(new Footprint(List.of(path), List.of())).isPresent();
  }
}
