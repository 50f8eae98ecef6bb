package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.MergeSpec;
import dev.signalbox.common.plan.SetupStep;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.plan.Undeclared;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A ready attempt, with all a worker needs to know; published on the lane of its task.
 *
 * @param location the local path of the repository
 * @param mergeBranch where results are merged, without {@code refs/heads/}
 * @param footprint what is claimed before the work starts
 * @param intent what is claimed only before the merge, beside what was really changed; absent for a
 *     task that claims all it writes at its start
 * @param claimTtl how long the claim lives without renewal
 * @param outputs what the tasks that this one needs gave
 * @param person who does the work; absent when the worker does
 */
@JsonTypeName("attempt.assigned")
public record Assignment(
    UUID id,
    Instant at,
    AttemptRef attempt,
    RepositoryId repository,
    String location,
    String planName,
    String mergeBranch,
    TaskSpec task,
    Footprint footprint,
    @Nullable Footprint intent,
    MergeSpec merge,
    Undeclared undeclared,
    List<SetupStep> setup,
    @Nullable String agent,
    Duration claimTtl,
    Map<TaskKey, Map<String, String>> outputs,
    @Nullable Person person)
    implements Message {
  public Assignment {
    setup = List.copyOf(setup);
    outputs = Objects.requireNonNullElse(outputs, Map.of());
    outputs =
        outputs.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, need -> Map.copyOf(need.getValue())));
  }

  /** All that the task declares, claimed at its start or before its merge. */
  public Footprint declared() {
    Footprint later = intent;
    return later == null ? footprint : footprint.and(later);
  }
}
