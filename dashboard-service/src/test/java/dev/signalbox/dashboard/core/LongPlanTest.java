package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.testing.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A plan that is too long for one record. */
class LongPlanTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final TestingBoard board = new TestingBoard();

  /** S0-55, I6: a long plan comes in portions, each of them perhaps more than once. */
  @Test
  void growsWithThePortionsOfALongPlan() {
    Story story = Story.of(3);
    List<PlanChange> portions = story.acceptedInPortions(START, 1);
    board.take(portions.getFirst());
    assertThat(board.plan(story).facts().taskCount()).isEqualTo(1);

    board.take(portions.get(1), portions.get(0), portions.get(1));
    board.take(portions.get(2));
    board.take(portions.toArray(Message[]::new));

    assertThat(board.plan(story).facts().taskCount()).isEqualTo(3);
    assertThat(board.plan(story).progress().states())
        .containsExactly(Map.entry(TaskState.PENDING, 3));
    TaskFacts last = board.task(story, "t2").facts();
    assertThat(last.ordinal()).isEqualTo(2);
  }

  /** I6: a portion that is told anew, as after a takeover, does not reset what its tasks became. */
  @Test
  void keepsWhatTasksBecameWhenAPortionIsToldAnew() {
    Story story = Story.of(3);
    board.take(story.acceptedInPortions(START, 1).toArray(Message[]::new));
    board.take(story.moved("t1", TaskState.READY, START));

    board.take(story.portion(START, 1, 2));

    assertThat(board.task(story, "t1").status().state()).isEqualTo(TaskState.READY);
    assertThat(board.plan(story).facts().taskCount()).isEqualTo(3);
  }
}
