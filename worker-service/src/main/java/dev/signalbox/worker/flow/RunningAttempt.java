package dev.signalbox.worker.flow;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.git.WrittenClaim;
import dev.signalbox.worker.core.Authority;
import dev.signalbox.worker.core.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An attempt that a slot has in hand: its claim, its authority and the wish that it stops. */
final class RunningAttempt {

  private final Assignment assignment;
  private final int slot;
  private final UUID nonce;
  private final FailPoint<Step> failPoint;
  private final AtomicReference<@Nullable String> stop = new AtomicReference<>();
  private final Semaphore handedIn = new Semaphore(0);
  private volatile Authority authority;
  private volatile Map<String, String> outputs = Map.of();
  private final AtomicReference<@Nullable WrittenClaim> claim = new AtomicReference<>();
  private final AtomicReference<@Nullable TargetRepository> target = new AtomicReference<>();
  private final AtomicReference<Footprint> holds = new AtomicReference<>(Footprint.NOTHING);

  RunningAttempt(
      Assignment assignment, int slot, UUID nonce, Authority authority, FailPoint<Step> failPoint) {
    this.assignment = assignment;
    this.slot = slot;
    this.nonce = nonce;
    this.failPoint = failPoint;
    this.authority = authority;
  }

  static RunningAttempt of(Assignment assignment, int slot, UUID nonce, FailPoint<Step> failPoint) {
    Authority now = new Authority(assignment.claimTtl(), System.nanoTime(), Instant.now());
    return new RunningAttempt(assignment, slot, nonce, now, failPoint);
  }

  Assignment assignment() {
    return assignment;
  }

  AttemptRef attempt() {
    return assignment.attempt();
  }

  int slot() {
    return slot;
  }

  UUID nonce() {
    return nonce;
  }

  ClaimHandle handle() {
    return new ClaimHandle(
        assignment.repository(), assignment.attempt(), nonce, assignment.claimTtl());
  }

  /** Asks for paths in its name. */
  ClaimRequest request(WorkerId worker, Footprint footprint) {
    return new ClaimRequest(
        assignment.repository(),
        assignment.attempt(),
        worker,
        nonce,
        footprint,
        assignment.claimTtl());
  }

  /** Asks the attempt to stop; the first reason counts. */
  void stop(String reason) {
    stop.compareAndSet(null, reason);
  }

  /** Whether a person does the work. */
  boolean isPersons() {
    return assignment.person() != null;
  }

  /** The person who works on it is done. */
  void handIn() {
    handedIn.release();
  }

  /**
   * Waits a while for the person who works on it.
   *
   * @return whether they are done
   */
  boolean awaitHandIn(Duration limit) throws InterruptedException {
    boolean done = handedIn.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
    handedIn.drainPermits();
    return done;
  }

  /** Why it shall stop, if so; also when its authority has run out by now. */
  Optional<String> stopReason() {
    if (isAuthorityLost()) {
      stop("the claim could not be renewed in time");
    }
    return Optional.ofNullable(stop.get());
  }

  Authority authority() {
    return authority;
  }

  /** The claim stood when the request was sent that this answers. */
  synchronized void proven(long sentNanos, Instant sentAt, ClaimAnswer.Granted granted) {
    Authority proven = authority.provenBy(sentNanos, sentAt);
    Duration every = granted.renewEvery();
    authority = every == null ? proven : proven.renewedEvery(every);
  }

  /** All that was granted so far; nothing before the first grant. */
  Footprint holds() {
    return Objects.requireNonNull(holds.get());
  }

  void granted(Footprint added) {
    holds.updateAndGet(held -> held.and(added));
  }

  /** The repository that it merges into, once it is open. */
  Optional<TargetRepository> target() {
    return Optional.ofNullable(target.get());
  }

  void at(TargetRepository repository) {
    target.set(repository);
  }

  /** What the task gives to those that need it. */
  Map<String, String> outputs() {
    return outputs;
  }

  void gives(Map<String, String> given) {
    outputs = Map.copyOf(given);
  }

  /** What stands in the target repository for this attempt, once it does. */
  Optional<WrittenClaim> claim() {
    return Optional.ofNullable(claim.get());
  }

  void claim(WrittenClaim written) {
    claim.set(written);
  }

  /** Says that a step is done; for tests, the process may end or stand still here. */
  void reached(Step step) {
    failPoint.reached(step);
  }

  private boolean isAuthorityLost() {
    return authority.isLost(System.nanoTime(), Instant.now());
  }
}
