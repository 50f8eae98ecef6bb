package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.TaskKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One task of a plan, with the plan's defaults filled in.
 *
 * @param run the shell command; absent for a prompt or a person's task
 * @param with values for the command, given as {@code SIGNALBOX_WITH_<NAME>}
 */
public record TaskSpec(
    TaskKey key,
    String title,
    @Nullable Integer issue,
    TaskType type,
    Priority priority,
    List<TaskKey> needs,
    List<PathPattern> files,
    List<PathPattern> reads,
    @Nullable String run,
    @Nullable String prompt,
    Map<String, String> with,
    Map<String, String> env,
    Map<String, String> labels,
    List<String> skills,
    Duration timeout,
    @Nullable Estimate estimate,
    RetrySpec retry,
    WorkerKind worker,
    ExecutorKind executor,
    @Nullable String image,
    ConflictPolicy conflicts,
    boolean largeDeletions) {

  public TaskSpec {
    needs = List.copyOf(needs);
    files = List.copyOf(files);
    reads = List.copyOf(reads);
    with = Map.copyOf(with);
    env = Map.copyOf(env);
    labels = Map.copyOf(labels);
    skills = skills.size() < 2 ? List.copyOf(skills) : skills.stream().sorted().toList();
  }

  /** The same task with other needs. */
  public TaskSpec withNeeds(List<TaskKey> others) {
    return new TaskSpec(
        key,
        title,
        issue,
        type,
        priority,
        others,
        files,
        reads,
        run,
        prompt,
        with,
        env,
        labels,
        skills,
        timeout,
        estimate,
        retry,
        worker,
        executor,
        image,
        conflicts,
        largeDeletions);
  }

  /** What the task declares, before shared files and the no-files policy are applied. */
  public Footprint declared() {
    return new Footprint(files, reads);
  }

  /** The lane: the skills a worker needs, joined; {@code default} for none. */
  @JsonIgnore
  public String lane() {
    return skills.isEmpty() ? "default" : String.join(".", skills);
  }
}
