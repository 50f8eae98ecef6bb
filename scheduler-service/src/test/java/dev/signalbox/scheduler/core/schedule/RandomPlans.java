package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.plan.ConflictPolicy;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.NoFiles;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanOrder;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.RandomFootprints;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.common.testing.TestingTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Plans of a few tasks with random needs, paths, classes and tries. */
final class RandomPlans {
  static final int MOST_TASKS = 12;

  private RandomPlans() {}

  static Plan next(Random random) {
    RandomFootprints footprints = new RandomFootprints(random.nextLong());
    int count = 1 + random.nextInt(MOST_TASKS);
    List<TaskSpec> tasks = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      tasks.add(task(at, random, footprints));
    }
    OnFailure onFailure = OnFailure.values()[random.nextInt(OnFailure.values().length)];
    int cap = 1 + random.nextInt(5);
    return TestingPlans.plan(
        onFailure,
        new Limits(cap, 85, 85, true, true, null),
        PlanOrder.values()[random.nextInt(2)],
        NoFiles.values()[random.nextInt(2)],
        tasks);
  }

  private static TaskSpec task(int at, Random random, RandomFootprints footprints) {
    TreeSet<String> needs = new TreeSet<>();
    for (int need = random.nextInt(3); need > 0 && at > 0; need--) {
      needs.add("t" + random.nextInt(at));
    }
    var footprint = footprints.next();
    TestingTask task =
        TestingPlans.task("t" + at)
            .needs(needs.toArray(String[]::new))
            .files(texts(footprint.writes()))
            .reads(texts(footprint.reads()))
            .conflicts(policy(random))
            .priority(Priority.values()[random.nextInt(4)])
            .estimate(Duration.ofSeconds(1 + random.nextInt(100)));
    return task.retry(random.nextInt(3), Duration.ofSeconds(1 + random.nextInt(20))).build();
  }

  private static ConflictPolicy policy(Random random) {
    return ConflictPolicy.values()[random.nextInt(ConflictPolicy.values().length)];
  }

  private static String[] texts(List<PathPattern> patterns) {
    return patterns.stream().map(PathPattern::text).toArray(String[]::new);
  }
}
