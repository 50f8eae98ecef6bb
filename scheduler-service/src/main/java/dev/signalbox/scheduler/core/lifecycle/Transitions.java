package dev.signalbox.scheduler.core.lifecycle;

import static dev.signalbox.common.message.TaskState.CANCELLED;
import static dev.signalbox.common.message.TaskState.CLAIMED;
import static dev.signalbox.common.message.TaskState.COMPLETED;
import static dev.signalbox.common.message.TaskState.FAILED;
import static dev.signalbox.common.message.TaskState.MERGING;
import static dev.signalbox.common.message.TaskState.NEEDS_HUMAN;
import static dev.signalbox.common.message.TaskState.PAUSED;
import static dev.signalbox.common.message.TaskState.PENDING;
import static dev.signalbox.common.message.TaskState.QUEUED;
import static dev.signalbox.common.message.TaskState.READY;
import static dev.signalbox.common.message.TaskState.RETRY_WAIT;
import static dev.signalbox.common.message.TaskState.RUNNING;
import static dev.signalbox.common.message.TaskState.SKIPPED;
import static dev.signalbox.common.message.TaskState.VERIFYING;

import dev.signalbox.common.message.TaskState;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The one table of legal moves of a task. Every state but COMPLETED may become COMPLETED, because a
 * proven merge decides; nothing leaves COMPLETED. Back to RUNNING goes what a person handed in and
 * could not be merged.
 */
public final class Transitions {

  /** Each state with the states that may follow it. */
  public static final Map<TaskState, Set<TaskState>> TABLE = table();

  private Transitions() {}

  /** Whether a task may go from the one state to the other. */
  public static boolean legal(TaskState from, TaskState to) {
    return TABLE.getOrDefault(from, Set.of()).contains(to);
  }

  private static Map<TaskState, Set<TaskState>> table() {
    EnumSet<TaskState> ends =
        EnumSet.of(READY, RETRY_WAIT, NEEDS_HUMAN, FAILED, CANCELLED, COMPLETED);
    Map<TaskState, Set<TaskState>> moves = new EnumMap<>(TaskState.class);
    moves.put(PENDING, EnumSet.of(READY, CANCELLED, SKIPPED, COMPLETED));
    moves.put(
        READY, EnumSet.of(PENDING, QUEUED, NEEDS_HUMAN, PAUSED, CANCELLED, SKIPPED, COMPLETED));
    moves.put(QUEUED, with(ends, CLAIMED, RUNNING, VERIFYING, MERGING));
    moves.put(CLAIMED, with(ends, RUNNING, VERIFYING, MERGING));
    moves.put(RUNNING, with(ends, VERIFYING, MERGING));
    moves.put(VERIFYING, with(ends, RUNNING, MERGING));
    moves.put(MERGING, with(ends, RUNNING));
    moves.put(RETRY_WAIT, EnumSet.of(PENDING, READY, CANCELLED, SKIPPED, COMPLETED));
    moves.put(NEEDS_HUMAN, EnumSet.of(READY, CANCELLED, COMPLETED));
    moves.put(PAUSED, EnumSet.of(READY, CANCELLED, COMPLETED));
    moves.put(FAILED, EnumSet.of(PENDING, READY, SKIPPED, COMPLETED));
    moves.put(CANCELLED, EnumSet.of(PENDING, READY, SKIPPED, COMPLETED));
    moves.put(SKIPPED, EnumSet.of(PENDING, READY, COMPLETED));
    moves.put(COMPLETED, EnumSet.noneOf(TaskState.class));
    return Collections.unmodifiableMap(moves);
  }

  private static Set<TaskState> with(Set<TaskState> ends, TaskState... forward) {
    EnumSet<TaskState> all = EnumSet.copyOf(ends);
    Collections.addAll(all, forward);
    return Collections.unmodifiableSet(all);
  }
}
