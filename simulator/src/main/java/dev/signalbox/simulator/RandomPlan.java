package dev.signalbox.simulator;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;

/** Plans as users write them, with random needs, paths, classes and policies. */
final class RandomPlan {
  private static final PlanReader READER = new PlanReader();
  private static final int LEAST_TASKS = 5;
  private static final int MOST_TASKS = 30;
  private static final String NAMES = "abcd";

  private final Chance chance;

  RandomPlan(Chance chance) {
    this.chance = chance;
  }

  PlanSetup next(int number, boolean skilled) {
    PlanReading reading = READER.read(document(number, skilled));
    if (!(reading instanceof PlanReading.Valid valid)) {
      throw new IllegalStateException("not a plan: " + reading);
    }
    return new PlanSetup(
        new PlanId(new UUID(5, number)),
        valid.plan(),
        "/repositories/simulated",
        "main",
        "main",
        "base",
        "simulated",
        Timeline.START);
  }

  private String document(int number, boolean skilled) {
    StringBuilder text = new StringBuilder("signalbox: 1\nname: plan-" + number + "\n");
    text.append("limits: {max-workers: ").append(chance.between(1, 6)).append("}\n");
    text.append("on-failure: ").append(chance.happens(0.2) ? "stop-all" : "continue").append('\n');
    text.append("merge: {on-conflict: ")
        .append(chance.happens(0.7) ? "retry" : "fail")
        .append("}\n");
    text.append("no-files: ").append(chance.happens(0.3) ? "exclusive" : "unchecked").append('\n');
    text.append("tasks:\n");
    int tasks = chance.between(LEAST_TASKS, MOST_TASKS);
    for (int task = 0; task < tasks; task++) {
      task(text, task, skilled);
    }
    return text.toString();
  }

  private void task(StringBuilder text, int task, boolean skilled) {
    text.append("  t").append(task).append(":\n    run: work\n");
    text.append("    priority: P").append(chance.below(4)).append('\n');
    list(text, "needs", needs(task));
    list(text, "files", paths(chance.below(4) == 0 ? 0 : chance.between(1, 2)));
    list(text, "reads", paths(chance.below(4) == 0 ? 1 : 0));
    text.append("    estimate: ").append(chance.between(1, 300)).append("s\n");
    text.append("    retry: {max: ").append(chance.below(3));
    text.append(", backoff: ").append(chance.between(1, 90)).append("s}\n");
    if (skilled && chance.happens(0.2)) {
      text.append("    skills: [gpu]\n");
    }
  }

  private Set<String> needs(int task) {
    Set<String> needs = new LinkedHashSet<>();
    for (int need = chance.below(3); need > 0 && task > 0; need--) {
      needs.add("t" + chance.below(task));
    }
    return needs;
  }

  private Set<String> paths(int count) {
    Set<String> paths = new LinkedHashSet<>();
    for (int path = 0; path < count; path++) {
      paths.add('"' + path() + '"');
    }
    return paths;
  }

  private String path() {
    StringBuilder path = new StringBuilder().append(NAMES.charAt(chance.below(NAMES.length())));
    for (int depth = chance.below(3); depth > 0; depth--) {
      path.append('/').append(NAMES.charAt(chance.below(NAMES.length())));
    }
    return chance.happens(0.1) ? path.append("/**").toString() : path.toString();
  }

  private static void list(StringBuilder text, String name, Set<String> items) {
    if (!items.isEmpty()) {
      text.append("    ").append(name).append(": [").append(String.join(", ", items)).append("]\n");
    }
  }
}
