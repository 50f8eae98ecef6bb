package dev.signalbox.simulator;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.lock.core.ClaimFact;
import dev.signalbox.lock.core.ClaimTable;
import dev.signalbox.lock.core.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The lock-service: its own rules, and a Redis that can lose everything. */
class Locks {
  private static final Duration RETENTION = Duration.ofDays(30);
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private final RepositoryId repository;
  private final Timeline timeline;
  private final Broker broker;
  private final Duration recovery;
  private ClaimTable table = new ClaimTable(RETENTION);
  private Instant recoveredAt = Instant.MIN;
  private long losses;
  private long told;

  Locks(RepositoryId repository, Timeline timeline, Broker broker, Duration recovery) {
    this.repository = repository;
    this.timeline = timeline;
    this.broker = broker;
    this.recovery = recovery;
    sweep();
  }

  ClaimAnswer claim(ClaimRequest request) {
    return isRecovering()
        ? new ClaimAnswer.Recovering(recoveredAt)
        : answer(known -> known.claim(request, timeline.now()));
  }

  /** Sets up again what was lost. */
  ClaimAnswer reestablish(ClaimRequest request) {
    return answer(known -> known.claim(request, timeline.now()));
  }

  ClaimAnswer amend(ClaimRequest request) {
    return isRecovering()
        ? new ClaimAnswer.Recovering(recoveredAt)
        : answer(known -> known.amend(request, timeline.now()));
  }

  ClaimAnswer renew(ClaimHandle handle) {
    return answer(known -> known.renew(handle, timeline.now()));
  }

  ClaimAnswer release(ClaimHandle handle) {
    return answer(known -> known.release(handle, timeline.now()));
  }

  ClaimAnswer revoke(ClaimHandle handle) {
    return answer(known -> known.revoke(handle, timeline.now()));
  }

  final List<ClaimView> claims() {
    return table.views(repository, timeline.now());
  }

  /** Redis comes back empty. */
  void lose() {
    table = new ClaimTable(RETENTION);
    recoveredAt = timeline.now().plus(recovery);
    losses++;
  }

  /** Whether claims were ever lost. */
  final boolean hasLost() {
    return losses > 0;
  }

  private boolean isRecovering() {
    return timeline.now().isBefore(recoveredAt);
  }

  private void sweep() {
    table.sweep(timeline.now());
    tell();
    timeline.after(SWEEP, this::sweep);
  }

  private ClaimAnswer answer(Function<ClaimTable, ClaimAnswer> question) {
    ClaimAnswer answer = question.apply(table);
    tell();
    return answer;
  }

  private void tell() {
    for (ClaimFact fact : table.drainTold()) {
      String position = Long.toString(++told);
      broker.journal(
          new JournalEntry(repository, "epoch" + losses, position, timeline.now(), fact).event());
    }
  }
}
