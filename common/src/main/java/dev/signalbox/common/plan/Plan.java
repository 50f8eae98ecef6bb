package dev.signalbox.common.plan;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.footprint.SharedFiles;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A valid plan: keys are unique, needs exist and have no cycle, paths stay inside the repository.
 * The order of {@code tasks} is the order of the file.
 */
public record Plan(
    String name,
    String description,
    Map<String, String> labels,
    RepositorySpec repository,
    Limits limits,
    OnFailure onFailure,
    PlanOrder order,
    MergeSpec merge,
    List<PathPattern> sharedFiles,
    NoFiles noFiles,
    Undeclared undeclared,
    List<SetupStep> setup,
    @Nullable String agent,
    List<TaskSpec> tasks) {

  public Plan {
    // Plans that were stored before there was a choice name none.
    order = Objects.requireNonNullElse(order, PlanOrder.CRITICAL_PATH);
    labels = Map.copyOf(labels);
    sharedFiles = List.copyOf(sharedFiles);
    setup = List.copyOf(setup);
    tasks = List.copyOf(tasks);
  }

  /** What a task of this plan holds while it runs. */
  public Footprint footprintOf(TaskSpec task) {
    boolean undeclared = task.files().isEmpty() && noFiles == NoFiles.EXCLUSIVE;
    Footprint own =
        undeclared
            ? new Footprint(Footprint.WHOLE_REPOSITORY.writes(), task.reads())
            : task.declared();
    return own.widenedBy(SharedFiles.with(sharedFiles));
  }

  /** This plan with other tasks; for messages that carry some of them. */
  public Plan withTasks(List<TaskSpec> others) {
    return new Plan(
        name,
        description,
        labels,
        repository,
        limits,
        onFailure,
        order,
        merge,
        sharedFiles,
        noFiles,
        undeclared,
        setup,
        agent,
        others);
  }

  /** This plan on another repository; for submitters that resolve the default or a path. */
  public Plan withRepository(RepositorySpec resolved) {
    return new Plan(
        name,
        description,
        labels,
        resolved,
        limits,
        onFailure,
        order,
        merge,
        sharedFiles,
        noFiles,
        undeclared,
        setup,
        agent,
        tasks);
  }
}
