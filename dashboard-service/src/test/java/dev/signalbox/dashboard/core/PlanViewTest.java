package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.testing.Story;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanViewTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final TestingBoard board = new TestingBoard();

  @Test
  void sumsUpARunThatEnded() {
    Story story = BoardTest.chain();
    board.take(TestingBeats.beat("w1", START, 2), story.accepted(START));
    board.take(BoardTest.run(story, "a", START).toArray(Message[]::new));
    board.take(story.queued("b", "w1", START.plusSeconds(10)));
    board.take(story.moved("b", TaskState.CLAIMED, START.plusSeconds(11)));
    board.take(story.moved("b", TaskState.FAILED, START.plusSeconds(13), "exit 1"));
    board.take(story.moved("c", TaskState.SKIPPED, START.plusSeconds(13), "needs b"));
    board.take(story.ended(START.plusSeconds(20), PlanState.FAILED));

    PlanView view = PlanView.of(board.plan(story), START.plusSeconds(500));

    assertThat(view.elapsedSeconds()).isEqualTo(20);
    assertThat(view.busyWorkerSeconds()).isEqualTo(10);
    assertThat(view.allowedWorkers()).isEqualTo(2);
    assertThat(view.efficiency()).isEqualTo(10.0 / (2 * 20));
    assertThat(view.successRate()).isEqualTo(0.5);
    assertThat(view.averageDurationSeconds()).isEqualTo(7);
    assertThat(view.throughputPerHour()).isEqualTo(180);
    assertThat(view.tasks()).isNull();
    assertThat(view.cursor()).isNull();
  }

  @Test
  void growsWhileThePlanRuns() {
    Story story = BoardTest.chain();
    board.take(TestingBeats.beat("w1", START, 9), story.accepted(START));
    board.take(story.queued("a", "w1", START), story.moved("a", TaskState.RUNNING, START));

    PlanView view =
        PlanView.of(
            board.plan(story),
            START.plusSeconds(10),
            new Cursor(new TreeMap<>()),
            List.of(board.task(story, "a"), board.task(story, "b")));

    assertThat(view.elapsedSeconds()).isEqualTo(10);
    assertThat(view.allowedWorkers()).isEqualTo(5);
    assertThat(view.efficiency()).isCloseTo(0.2, within(1e-9));
    assertThat(view.successRate()).isNull();
    assertThat(view.averageDurationSeconds()).isNull();
    assertThat(view.cursor()).isEmpty();
    assertThat(view.tasks()).isNotNull();
    assertThat(view.tasks().getFirst().durationSeconds()).isEqualTo(10);
    assertThat(view.tasks().getLast().durationSeconds()).isNull();
  }

  @Test
  void knowsNoEfficiencyBeforeAnybodyWorks() {
    Story story = BoardTest.chain();
    board.take(story.accepted(START));
    PlanView view = PlanView.of(board.plan(story), START);
    assertThat(view.efficiency()).isZero();
    assertThat(view.throughputPerHour()).isZero();
  }

  @Test
  void countsAWorkerThatWorksThoughItsHeartbeatIsNotReadYet() {
    Story story = BoardTest.chain();
    board.take(story.accepted(START), story.queued("a", "w1", START));
    board.take(story.moved("a", TaskState.RUNNING, START));
    assertThat(PlanView.of(board.plan(story), START.plusSeconds(4)).efficiency()).isEqualTo(1);
  }
}
