package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Attestation;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  /** Progress is told often: history stays readable, the attempt keeps what it has cost. */
  @Test
  void progressIsNoLineOfHistoryButItsCostStays() {
    board.take(new TaskEvent.Progressed(ID, AT, SHOP, attempt, WORKER, told("0.10")));
    board.take(new TaskEvent.Progressed(ID, AT, SHOP, attempt, WORKER, told("0.42")));
    board.take(
        new TaskEvent.Progressed(ID, AT, SHOP, attempt, WORKER, new Progress(2, 3, "tests", null)));

    assertThat(board.history).isEmpty();
    assertThat(row().cost()).isEqualTo("0.42 USD");
    assertThat(row().outcome()).isNull();
  }

  @Test
  void progressWithoutACostLeavesTheAttemptAlone() {
    var plain = new Progress(1, 3, "compiles", null);
    Changes changes =
        board.takeBatch(new TaskEvent.Progressed(ID, AT, SHOP, attempt, WORKER, plain));
    assertThat(changes.attempts()).isEmpty();
    assertThat(changes.history()).isEmpty();
  }

  @Test
  void warnsOfATimeoutThatIsNear() {
    board.take(new TaskEvent.NearsTimeout(ID, AT, SHOP, attempt, WORKER, AT.plusSeconds(900)));
    HistoryRow line = board.history.getLast();
    assertThat(line.type()).isEqualTo("task.nears-timeout");
    assertThat(line.detail()).isEqualTo("will be ended at " + AT.plusSeconds(900));
    assertThat(line.worker()).isEqualTo("w1");
    assertThat(board.attempts).isEmpty();
  }

  /** Nothing is wrong with the task: the attempt is put off, it did not fail. */
  @Test
  void tooLittleDiskSpacePutsTheAttemptOff() {
    board.take(new TaskEvent.NoRoom(ID, AT, SHOP, attempt, WORKER, 4_000_000, 1_000_000));
    String lack = "too little disk space: 4000000 bytes are required, 1000000 available";
    assertThat(board.history.getLast().type()).isEqualTo("task.no-room");
    assertThat(board.history.getLast().detail()).isEqualTo(lack);
    assertThat(outcome()).isEqualTo("DEFERRED");
    assertThat(row().detail()).isEqualTo(lack);
    assertThat(row().endedAt()).isEqualTo(AT);
  }

  @Test
  void saysWhatWasCheckedBeforeTheStart() {
    var checked = new Attestation(COMMIT, "/work/0", "f00d", "beef", "container");
    board.take(new TaskEvent.Started(ID, AT, SHOP, attempt, WORKER, "feat/0-a", checked));
    assertThat(board.history.getLast().branch()).isEqualTo("feat/0-a");
    assertThat(board.history.getLast().detail())
        .isEqualTo(
            "checked: /work/0 at base 4f1c2ab, footprint f00d, environment beef,"
                + " executor container");
  }

  /** The attempt goes on: it waits with what it has, for somebody who is named. */
  @Test
  void namesWhomAMergeWaitsFor() {
    var holder = TestingPlans.attempt("b", 3);
    board.take(new TaskEvent.Waiting(ID, AT, SHOP, attempt, WORKER, "src/A.java", holder));
    assertThat(board.history.getLast().type()).isEqualTo("task.waiting");
    assertThat(board.history.getLast().detail()).isEqualTo("src/A.java is held by b");
    assertThat(board.attempts).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PULL_REQUEST, https://forge.example/7, pull-request: https://forge.example/7",
    "VERIFIED_BEFORE, '', verified-before",
    "REPAIRED, src/A.java, repaired: src/A.java"
  })
  void saysWhatCameUpOnTheWayToTheMerge(MergeNote note, String detail, String text) {
    board.take(new TaskEvent.MergeNoted(ID, AT, SHOP, attempt, WORKER, note, detail));
    assertThat(board.history.getLast().type()).isEqualTo("task.merge-noted");
    assertThat(board.history.getLast().detail()).isEqualTo(text);
    assertThat(row().detail()).isEqualTo(text);
    assertThat(row().outcome()).isNull();
  }

  @Test
  void saysHowAClaimEnded() {
    for (ClosedBy by : ClosedBy.values()) {
      board.take(new TaskEvent.ClaimClosed(ID, AT, SHOP, attempt, by));
    }
    assertThat(board.history)
        .extracting(HistoryRow::detail)
        .containsExactly("release", "expiry", "revoke");
  }

  private static Progress told(String dollars) {
    return new Progress(1, 3, "compiles", new Cost(new BigDecimal(dollars), "USD"));
  }

  private String outcome() {
    return String.valueOf(row().outcome());
  }

  private AttemptRow row() {
    AttemptRow row = board.attempts.get(AttemptKey.of(attempt));
    assertThat(row).isNotNull();
    return row;
  }
}
