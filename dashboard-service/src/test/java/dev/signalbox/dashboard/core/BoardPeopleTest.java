package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.dashboard.testing.Story;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do to tasks: they take them over, and take claims away. */
class BoardPeopleTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final UUID ID = TestingPlans.MESSAGE_ID;
  private static final WorkerId WORKER = new WorkerId("w1");
  private static final String PLACE = "/home/ann/people/a";

  private final TestingBoard board = new TestingBoard();
  private final Story story = BoardTest.chain();

  @Test
  void followsATaskThatAPersonTakesOverAndHandsIn() {
    runs();
    board.take(story.moved("a", TaskState.NEEDS_HUMAN, START.plusSeconds(5), "exit 1"));
    board.take(story.moved("a", TaskState.READY, START.plusSeconds(60), "claimed by Ann"));
    assertThat(board.task(story, "a").status().reason()).isEqualTo("claimed by Ann");
    assertThat(board.task(story, "a").status().worker()).isNull();

    board.take(story.queued("a", "w1", START.plusSeconds(61)));
    board.take(story.moved("a", TaskState.RUNNING, START.plusSeconds(62)));
    board.take(withPerson("starts from main"), withPerson(""));
    board.take(story.moved("a", TaskState.COMPLETED, START.plusSeconds(600)));

    HistoryRow begun = board.history.get(board.history.size() - 3);
    assertThat(begun.type()).isEqualTo("task.with-person");
    assertThat(begun.branch()).isEqualTo("feat/0-a");
    assertThat(begun.attempt()).isEqualTo(2);
    assertThat(begun.detail()).isEqualTo("starts from main; in " + PLACE);
    HistoryRow again = board.history.get(board.history.size() - 2);
    assertThat(again.detail()).isEqualTo("in " + PLACE);
    assertThat(board.attempt(story, "a", 2).outcome()).isEqualTo("COMPLETED");
    assertThat(board.task(story, "a").status().startedAt()).isEqualTo(START.plusSeconds(62));
  }

  @ParameterizedTest
  @CsvSource({
    "ann, release day, true, by ann: release day (then waits for a person)",
    "ann, release day, false, by ann: release day (then tried again)",
    "ann, '', false, by ann (then tried again)",
    "'', release day, false, release day (then tried again)",
    "'', '', true, (then waits for a person)"
  })
  void saysWhoTookAClaimAwayAndWhatComesThen(
      String by, String reason, boolean hold, String detail) {
    runs();
    TaskRow before = board.task(story, "a");
    board.take(story.released("a", START.plusSeconds(5), by, reason, hold));

    HistoryRow line = board.history.getLast();
    assertThat(line.type()).isEqualTo("claim.released");
    assertThat(line.key()).isEqualTo("a");
    assertThat(line.attempt()).isEqualTo(1);
    assertThat(line.detail()).isEqualTo(detail);
    assertThat(board.task(story, "a")).isEqualTo(before);
  }

  /** The attempt is over as soon as its task has none, also when its worker never says so. */
  @Test
  void anAttemptWhoseClaimWasTakenAwayEndsWhenItsTaskWaitsForAPerson() {
    runs();
    board.take(story.released("a", START.plusSeconds(5), "ann", "release day", true));
    assertThat(board.attempt(story, "a", 1).outcome()).isNull();
    var waits = story.moved("a", TaskState.NEEDS_HUMAN, START.plusSeconds(6), "taken away");
    board.take(withoutAttempt(waits));

    AttemptRow ended = board.attempt(story, "a", 1);
    assertThat(ended.outcome()).isEqualTo("ENDED");
    assertThat(ended.endedAt()).isEqualTo(START.plusSeconds(6));
    assertThat(board.task(story, "a").status().state()).isEqualTo(TaskState.NEEDS_HUMAN);
    assertThat(board.task(story, "a").status().busySince()).isNull();
    assertThat(board.plan(story).progress().busy().open()).isZero();
  }

  /** What people ask for is shown once the scheduler did it, not before. */
  @Test
  void ignoresWhatIsOnlyAskedFor() {
    runs();
    TaskRow before = board.task(story, "a");
    int lines = board.history.size();
    var claim =
        new Submission.ClaimTask(
            ID,
            START,
            TestingPlans.REPOSITORY,
            story.plan(),
            story.task("a").key(),
            new Person("Ann", null),
            null);
    Changes changes = board.takeBatch(claim, new Control.HandIn(ID, START, story.attempt("a")));

    assertThat(changes.orphans()).isEqualTo(2);
    assertThat(board.history).hasSize(lines);
    assertThat(board.task(story, "a")).isEqualTo(before);
  }

  private void runs() {
    board.take(story.accepted(START), story.queued("a", "w1", START));
    board.take(story.moved("a", TaskState.CLAIMED, START.plusSeconds(1)));
    board.take(story.moved("a", TaskState.RUNNING, START.plusSeconds(2)));
  }

  private TaskEvent withPerson(String note) {
    return new TaskEvent.WithPerson(
        ID,
        START.plusSeconds(63),
        TestingPlans.REPOSITORY,
        story.attempt("a"),
        WORKER,
        "feat/0-a",
        PLACE,
        note);
  }

  private static PlanChange.TaskChanged withoutAttempt(PlanChange.TaskChanged change) {
    return new PlanChange.TaskChanged(
        change.id(),
        change.at(),
        change.repository(),
        change.sequence(),
        change.plan(),
        change.task(),
        change.from(),
        change.to(),
        change.attempts(),
        null,
        null,
        null,
        null,
        change.reason());
  }
}
