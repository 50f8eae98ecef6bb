package dev.signalbox.scheduler.core.forecast;

import dev.signalbox.common.analysis.GraphKind;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.scheduler.core.learning.Expected;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be expected of a plan from now on (S3-05, S3-19).
 *
 * @param eta when its last task should be over; absent while nobody can know
 * @param held why there is no such moment; empty otherwise
 * @param workers how many of its tasks may run at one time
 * @param remainingPathSeconds the longest path of what is to come: no number of workers ends sooner
 * @param remainingWorkSeconds all that is to come, one after another
 * @param open how many tasks are not over
 * @param waves how many waves the whole plan has
 * @param width the tasks of its widest wave
 * @param criticalPath the tasks that make the longest path, as they will run
 * @param waitedSeconds for how long its tasks waited, by the word of the reason, since this
 *     scheduler has it
 * @param tasks those that are not over, in the order of the plan
 */
public record Forecast(
    PlanId plan,
    Instant now,
    @Nullable Instant eta,
    String held,
    int workers,
    double remainingPathSeconds,
    double remainingWorkSeconds,
    int open,
    GraphKind kind,
    int waves,
    int width,
    List<TaskKey> criticalPath,
    Map<String, Double> waitedSeconds,
    List<Task> tasks) {
  public Forecast {
    waitedSeconds = Map.copyOf(waitedSeconds);
    criticalPath = List.copyOf(criticalPath);
    tasks = List.copyOf(tasks);
  }

  /**
   * What is to be expected of a task.
   *
   * @param start when it should start; absent when it runs or nobody can know
   * @param finish when it should be over; absent when nobody can know
   * @param slackSeconds how much later it may end without ending the plan later
   * @param expectedSeconds how long an attempt should take
   * @param source what says so
   */
  public record Task(
      TaskKey task,
      @Nullable Instant start,
      @Nullable Instant finish,
      double slackSeconds,
      boolean critical,
      double expectedSeconds,
      Expected.Source source) {}

  /** The same without its tasks, for who only wants to know when. */
  public Forecast withoutTasks() {
    return new Forecast(
        plan,
        now,
        eta,
        held,
        workers,
        remainingPathSeconds,
        remainingWorkSeconds,
        open,
        kind,
        waves,
        width,
        criticalPath,
        waitedSeconds,
        List.of());
  }
}
