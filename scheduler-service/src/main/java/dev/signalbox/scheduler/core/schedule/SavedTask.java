package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Priority;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that must outlive this process about a task.
 *
 * @param tries how many attempts counted against the task
 * @param number of the newest attempt; 0 when there was none
 * @param conflicts how many attempts ended in a merge conflict and were not counted
 * @param deferrals how many attempts in a row were denied their claim
 * @param movedAt when it came into its state
 * @param serialised whether it waits for its paths from now on, whatever its conflict policy
 * @param patient whether its paths may be kept for it, because it has waited so long
 * @param reservedUntil when it should be able to start, if they are kept
 * @param finishingSince since when its change is verified and merged
 * @param token of the current attempt
 * @param becauseOf the failed or cancelled task that this one was skipped or stopped for
 * @param priority the class that somebody asked for after the plan was accepted
 * @param outputs what it gave to those that need it
 * @param noRoom the worker that had no room for it when it was last published
 * @param person who does it, when a person took it
 */
public record SavedTask(
    TaskId id,
    TaskState state,
    int tries,
    int number,
    int conflicts,
    int deferrals,
    @Nullable Instant movedAt,
    boolean serialised,
    @Nullable Instant readySince,
    boolean patient,
    @Nullable Instant reservedUntil,
    @Nullable Instant finishingSince,
    @Nullable Instant notBefore,
    @Nullable String deferredOn,
    @Nullable TaskId deferredBy,
    @Nullable Long token,
    @Nullable TaskKey becauseOf,
    @Nullable String branch,
    @Nullable String commit,
    String reason,
    @Nullable Priority priority,
    Map<String, String> outputs,
    @Nullable LackOfRoom noRoom,
    @Nullable PersonClaim person) {
  public SavedTask {
    outputs = Map.copyOf(Objects.requireNonNullElse(outputs, Map.of()));
  }
}
