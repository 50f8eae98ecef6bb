package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.dashboard.testing.Story;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What attempts tell of how far they are, of their cost and of their time. */
class BoardProgressTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant ENDS = START.plusSeconds(900);
  private static final Progress HALF = new Progress(2, 4, "tests", usd("0.42"));

  private final TestingBoard board = new TestingBoard();
  private final Story story = BoardTest.chain();

  @BeforeEach
  void aTaskRuns() {
    board.take(story.accepted(START), story.queued("a", "w1", START));
    board.take(story.moved("a", TaskState.CLAIMED, START));
    board.take(story.moved("a", TaskState.RUNNING, START));
  }

  @Test
  void showsHowFarATaskIsAndWhatThePlanHasCost() {
    int lines = board.history.size();
    board.take(story.progressed(attempt(), START.plusSeconds(10), HALF, ENDS, usd("1.70")));

    TaskView shown = view(START.plusSeconds(10));
    assertThat(shown.step()).isEqualTo(2);
    assertThat(shown.steps()).isEqualTo(4);
    assertThat(shown.percent()).isEqualTo(50);
    assertThat(shown.note()).isEqualTo("tests");
    assertThat(shown.cost()).isEqualTo("0.42 USD");
    assertThat(shown.remainingSeconds()).isEqualTo(10.0);
    assertThat(shown.timeoutAt()).isEqualTo(ENDS);
    assertThat(board.plan(story).progress().costs()).containsExactly(usd("1.70"));
    assertThat(board.history).hasSize(lines);
  }

  @Test
  void progressChangesNothingElseOfTheTask() {
    TaskStatus before = board.task(story, "a").status();
    PlanProgress plan = board.plan(story).progress();
    board.take(story.progressed(attempt(), START.plusSeconds(10), HALF, null));

    TaskStatus after = board.task(story, "a").status();
    assertThat(after.state()).isEqualTo(TaskState.RUNNING);
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields("point", "progress")
        .isEqualTo(before);
    assertThat(after.point().offset()).isGreaterThan(before.point().offset());
    assertThat(board.plan(story).progress().states()).isEqualTo(plan.states());
    assertThat(board.plan(story).progress().busy()).isEqualTo(plan.busy());
  }

  @Test
  void guessesTheRestOnlyFromStepsThatAreOver() {
    Instant later = START.plusSeconds(30);
    assertThat(view(later).remainingSeconds()).isNull();
    assertThat(view(later).note()).isNull();
    board.take(story.progressed(attempt(), later, new Progress(null, null, "reads", null), null));
    assertThat(view(later).remainingSeconds()).isNull();
    assertThat(view(later).percent()).isNull();
    assertThat(view(later).note()).isEqualTo("reads");
    board.take(story.progressed(attempt(), later, new Progress(0, 4, "", null), null));
    assertThat(view(later).remainingSeconds()).isNull();
    board.take(story.progressed(attempt(), later, new Progress(3, 4, "", null), null));
    assertThat(view(later).remainingSeconds()).isEqualTo(10.0);
    board.take(story.moved("a", TaskState.VERIFYING, later));
    assertThat(view(later).remainingSeconds()).isNull();
    assertThat(view(later).percent()).isEqualTo(75);
  }

  @Test
  void aTimeoutStaysNearUntilTheCommandIsOver() {
    board.take(story.progressed(attempt(), START.plusSeconds(10), HALF, ENDS));
    board.take(story.progressed(attempt(), START.plusSeconds(20), HALF, null));
    assertThat(board.task(story, "a").status().timeoutAt()).isEqualTo(ENDS);

    board.take(story.moved("a", TaskState.VERIFYING, START.plusSeconds(30)));
    assertThat(board.task(story, "a").status().timeoutAt()).isNull();
  }

  /** What was spent is spent, but how far the former attempt was says nothing of the new one. */
  @Test
  void anotherAttemptStartsAnewAndTheFormerOneNoLongerCounts() {
    AttemptRef former = attempt();
    board.take(story.progressed(former, START.plusSeconds(10), HALF, ENDS, usd("0.42")));
    board.take(story.moved("a", TaskState.RETRY_WAIT, START.plusSeconds(20)));
    assertThat(board.task(story, "a").status().progress()).isEqualTo(Progress.NONE);
    board.take(story.queued("a", "w2", START.plusSeconds(30)));
    board.take(story.moved("a", TaskState.RUNNING, START.plusSeconds(31)));

    board.take(story.progressed(former, START.plusSeconds(32), HALF, ENDS, usd("0.50")));

    TaskStatus now = board.task(story, "a").status();
    assertThat(now.attempt()).isEqualTo(2);
    assertThat(now.progress()).isEqualTo(Progress.NONE);
    assertThat(now.timeoutAt()).isNull();
    assertThat(board.plan(story).progress().costs()).containsExactly(usd("0.50"));
  }

  @Test
  void countsProgressThatItIsShownTwiceOnce() {
    var told = story.progressed(attempt(), START.plusSeconds(10), HALF, null, usd("0.42"));
    board.take(told, story.progressed(attempt(), START.plusSeconds(20), HALF, null, usd("0.60")));
    assertThat(board.takeBatch(told).stale()).isEqualTo(1);
    assertThat(board.plan(story).progress().costs()).containsExactly(usd("0.60"));
  }

  @Test
  void ignoresWhatIsToldOfPlansItDoesNotKnow() {
    Story other = BoardTest.chain();
    other.accepted(START);
    other.queued("a", "w1", START);
    var unknown = other.progressed(other.attempt("a"), START, HALF, null, usd("9.00"));
    assertThat(board.takeBatch(unknown).orphans()).isEqualTo(1);
    assertThat(board.takeBatch(other.extra(START)).orphans()).isEqualTo(1);
    assertThat(board.takeBatch(other.amended(START)).orphans()).isEqualTo(1);
    assertThat(board.plans).containsOnlyKeys(story.plan());
    assertThat(board.tasks.keySet()).allMatch(task -> task.plan().equals(story.plan()));
  }

  private AttemptRef attempt() {
    return story.attempt("a");
  }

  private TaskView view(Instant now) {
    return TaskView.of(board.task(story, "a"), now);
  }

  private static Cost usd(String amount) {
    return new Cost(new BigDecimal(amount), "USD");
  }
}
