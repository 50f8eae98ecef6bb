package dev.signalbox.dashboard.core;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.TaskSpec;
import java.util.List;
import java.util.Locale;

/**
 * What a plan says of one of its tasks.
 *
 * @param ordinal its place in the file, from 0
 */
public record TaskFacts(
    TaskId id,
    int ordinal,
    String title,
    String type,
    String priority,
    int wave,
    List<String> needs,
    List<String> files) {

  public TaskFacts {
    needs = List.copyOf(needs);
    files = List.copyOf(files);
  }

  static TaskFacts of(PlanId plan, TaskSpec task, int ordinal, int wave) {
    return new TaskFacts(
        new TaskId(plan, task.key()),
        ordinal,
        task.title(),
        task.type().name().toLowerCase(Locale.ROOT),
        task.priority().name(),
        wave,
        task.needs().stream().map(TaskKey::value).toList(),
        task.files().stream().map(PathPattern::toString).toList());
  }
}
