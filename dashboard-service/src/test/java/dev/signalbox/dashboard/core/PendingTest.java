package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.TaskState;
import dev.signalbox.dashboard.testing.Story;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PendingTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private final TestingBoard board = new TestingBoard();
  private final Story story = BoardTest.chain();

  @Test
  void sendsOnlyTheLastStateOfATask() {
    Pending pending = new Pending(Optional.of(story.plan()), 10);
    board.take(story.accepted(START), story.queued("a", "w1", START));
    pending.add(live(1));
    board.take(story.moved("a", TaskState.CLAIMED, START));
    pending.add(live(2));

    Pending.Waiting waiting = pending.drain().orElseThrow();

    assertThat(waiting.cursor()).hasToString("3:2");
    assertThat(waiting.tasks())
        .extracting(row -> row.status().state())
        .containsExactly(TaskState.CLAIMED);
    assertThat(pending.isWaiting()).isFalse();
    assertThat(LiveFrame.of(waiting, START).tasks()).hasSize(1);
    assertThat(LiveFrame.of(waiting, START).plans()).hasSize(1);
  }

  @Test
  void sendsNothingThatWasSeenBefore() {
    Pending pending = new Pending(Optional.of(story.plan()), 10);
    board.take(story.accepted(START), story.queued("a", "w1", START));
    pending.add(live(1));
    pending.startAt(cursor("3:1"));
    assertThat(pending.isWaiting()).isFalse();
    pending.add(live(1));
    assertThat(pending.isWaiting()).isFalse();

    board.take(story.moved("a", TaskState.CLAIMED, START));
    pending.add(live(2));
    assertThat(pending.isWaiting()).isTrue();
    assertThat(pending.seen()).hasToString("3:2");
  }

  @Test
  void sendsPlansWithoutTasksToViewsOfAll() {
    Pending pending = new Pending(Optional.empty(), 10);
    board.take(story.accepted(START), story.queued("a", "w1", START));
    pending.add(live(1));
    Pending.Waiting waiting = pending.drain().orElseThrow();
    assertThat(waiting.plans()).hasSize(1);
    assertThat(waiting.tasks()).isEmpty();
  }

  @Test
  void leavesOutOtherPlans() {
    Pending pending = new Pending(Optional.of(BoardTest.chain().plan()), 10);
    board.take(story.accepted(START), story.queued("a", "w1", START));
    pending.add(live(1));
    assertThat(pending.isWaiting()).isFalse();
  }

  @Test
  void givesUpOnceWhenTooMuchWaits() {
    Pending pending = new Pending(Optional.of(story.plan()), 1);
    board.take(story.accepted(START), story.queued("a", "w1", START));
    pending.add(live(1));
    assertThat(pending.isWaiting()).isTrue();
    assertThat(pending.drain()).isEmpty();
    assertThat(pending.isWaiting()).isFalse();
    assertThat(pending.drain()).isPresent();
  }

  @Test
  void readsOnlyCursorsItWrote() {
    assertThat(cursor("0:918,1:402").and(Map.of(1, 500L, 4, 0L))).hasToString("0:918,1:500,4:0");
    assertThat(cursor("")).hasToString("");
    assertThat(cursor("0:-1").covers(new Point(0, 0))).isFalse();
    for (String wrong : List.of("x", "0", "0:", "0:1;1:2", "0:99999999999999999999")) {
      assertThat(Cursor.parse(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void knowsACursorFromAnotherHistory() {
    assertThat(cursor("0:5").isAheadOf(cursor("0:4"))).isTrue();
    assertThat(cursor("1:0").isAheadOf(cursor("0:4"))).isTrue();
    assertThat(cursor("0:4").isAheadOf(cursor("0:4,1:9"))).isFalse();
    assertThat(new Cursor(new TreeMap<>()).isAheadOf(cursor("0:4"))).isFalse();
  }

  private Live live(long reached) {
    return new Live(
        Map.of(3, reached), List.of(board.plan(story)), List.of(board.task(story, "a")));
  }

  private static Cursor cursor(String text) {
    return Cursor.parse(text).orElseThrow();
  }
}
