package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventTextTest {
  private static final UUID ID = TestingPlans.MESSAGE_ID;
  private static final Instant AT = TestingClock.START;
  private static final RepositoryId SHOP = TestingPlans.REPOSITORY;
  private static final WorkerId WORKER = new WorkerId("w1");
  private static final String COMMIT = "4f1c2ab";

  private final TestingBoard board = new TestingBoard();
  private final dev.signalbox.common.id.AttemptRef attempt = TestingPlans.attempt("a", 7);

  @Test
  void writesEveryEventDown() {
    board.take(
        new TaskEvent.Claimed(ID, AT, SHOP, attempt, WORKER),
        new TaskEvent.Started(ID, AT, SHOP, attempt, WORKER, "feat/0-a"),
        new TaskEvent.Verifying(ID, AT, SHOP, attempt, WORKER, COMMIT),
        new TaskEvent.Merging(ID, AT, SHOP, attempt, WORKER, COMMIT),
        new TaskEvent.Completed(ID, AT, SHOP, attempt, WORKER, COMMIT),
        new TaskEvent.ClaimGranted(ID, AT, SHOP, attempt, WORKER, AT),
        new TaskEvent.ClaimClosed(ID, AT, SHOP, attempt, ClosedBy.RELEASE));

    assertThat(board.history)
        .extracting(HistoryRow::type)
        .containsExactly(
            "task.claimed",
            "task.started",
            "task.verifying",
            "task.merging",
            "task.completed",
            "claim.granted",
            "claim.closed");
    assertThat(board.history).extracting(HistoryRow::branch).contains("feat/0-a");
    assertThat(board.history).extracting(HistoryRow::commit).contains(COMMIT);
    assertThat(board.history.getLast().detail()).isEqualTo("release");
    assertThat(board.history.getLast().worker()).isNull();
    assertThat(board.history.getFirst().key()).isEqualTo("a");
    assertThat(outcome()).isEqualTo("COMPLETED");
  }

  @Test
  void saysWhoHeldWhat() {
    board.take(
        new TaskEvent.Deferred(
            ID, AT, SHOP, attempt, WORKER, "src/A.java", TestingPlans.attempt("b", 3).task()));
    assertThat(outcome()).isEqualTo("DEFERRED");
    assertThat(board.history.getLast().detail()).isEqualTo("src/A.java is held by b");

    board.take(new TaskEvent.Deferred(ID, AT, SHOP, attempt, WORKER, "src/A.java", null));
    assertThat(board.history.getLast().detail()).isEqualTo("src/A.java is held");
  }

  @Test
  void keepsWhereStoppedWorkIsPreserved() {
    board.take(new TaskEvent.Stopped(ID, AT, SHOP, attempt, WORKER, "cancelled", "refs/x"));
    AttemptRow row = board.attempts.get(AttemptKey.of(attempt));
    assertThat(row).isNotNull();
    assertThat(row.outcome()).isEqualTo("STOPPED");
    assertThat(row.preserved()).isEqualTo("refs/x");
    assertThat(row.token()).isEqualTo(7);
  }

  @Test
  void anAttemptThatWentWellKeepsWhatWasWorthKnowingOfItsMerge() {
    String flaky = "mvn verify ended with status 4, passed at the second run\nthe first run:\nx";
    board.take(
        new TaskEvent.MergeNoted(ID, AT, SHOP, attempt, WORKER, MergeNote.CHECKED_OUT, "by me"));
    board.take(new TaskEvent.MergeNoted(ID, AT, SHOP, attempt, WORKER, MergeNote.FLAKY, flaky));
    board.take(new TaskEvent.Completed(ID, AT, SHOP, attempt, WORKER, COMMIT));

    assertThat(board.history.get(1).detail()).isEqualTo("flaky: " + flaky);
    AttemptRow row = board.attempts.get(AttemptKey.of(attempt));
    assertThat(row).isNotNull();
    assertThat(row.outcome()).isEqualTo("COMPLETED");
    assertThat(row.detail())
        .isEqualTo(
            "checked-out: by me; flaky: mvn verify ended with status 4, passed at the second run");
  }

  private String outcome() {
    AttemptRow row = board.attempts.get(AttemptKey.of(attempt));
    assertThat(row).isNotNull();
    return String.valueOf(row.outcome());
  }
}
