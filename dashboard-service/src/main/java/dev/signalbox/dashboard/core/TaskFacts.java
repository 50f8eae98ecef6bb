package dev.signalbox.dashboard.core;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

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

  /**
   * What a plan says of some of its tasks.
   *
   * @param from the place of the first of them
   */
  static List<TaskFacts> of(
      PlanId plan, List<TaskSpec> tasks, int from, Map<TaskKey, Integer> waves) {
    List<TaskFacts> facts = new ArrayList<>();
    for (TaskSpec task : tasks) {
      facts.add(of(plan, task, from + facts.size(), waves.getOrDefault(task.key(), 0)));
    }
    return facts;
  }

  /** What the plan says of it after a change of the plan. */
  TaskFacts amended(PlanChange.Amended change) {
    Priority asked = change.priorities().get(id.key());
    List<String> all =
        Stream.concat(
                needs.stream(),
                change.needs().getOrDefault(id.key(), List.of()).stream().map(TaskKey::value))
            .distinct()
            .toList();
    return new TaskFacts(
        id,
        ordinal,
        title,
        type,
        asked == null ? priority : asked.name(),
        change.waves().getOrDefault(id.key(), wave),
        all,
        files);
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
