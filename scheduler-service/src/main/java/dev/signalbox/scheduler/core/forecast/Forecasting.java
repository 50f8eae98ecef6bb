package dev.signalbox.scheduler.core.forecast;

import dev.signalbox.common.analysis.GraphKind;
import dev.signalbox.common.analysis.PathTimes;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.PlanGraph;
import dev.signalbox.scheduler.core.schedule.PlanSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Works out forecasts; the cost grows with tasks and needs, so not on the thread that decides. */
public final class Forecasting {
  private final PlanSnapshot plan;
  private final PlanGraph graph;
  private final PathTimes times;
  private final Timeline timeline;
  private final String held;

  private Forecasting(PlanSnapshot plan) {
    this.plan = plan;
    this.graph = PlanGraph.of(plan.tasks(), PlanSnapshot.Task::key, PlanSnapshot.Task::needs);
    this.times =
        new PathTimes(
            graph, plan.tasks().stream().mapToLong(task -> task.left() + task.delay()).toArray());
    this.timeline = new Timeline(plan, graph, times, Math.max(1, plan.workers()));
    this.held = held(plan);
  }

  /** What is to be expected of the plan. */
  public static Forecast of(PlanSnapshot plan) {
    return new Forecasting(plan).forecast();
  }

  private Forecast forecast() {
    List<TaskKey> path = criticalPath();
    Set<TaskKey> critical = new HashSet<>(path);
    List<List<TaskKey>> waves = graph.waves();
    return new Forecast(
        plan.plan(),
        plan.now(),
        moment(timeline.end()),
        held,
        plan.workers(),
        seconds(times.longest()),
        seconds(times.work()),
        (int) plan.tasks().stream().filter(PlanSnapshot.Task::isOpen).count(),
        GraphKind.of(graph),
        waves.size(),
        waves.stream().mapToInt(List::size).max().orElse(0),
        path,
        waited(),
        IntStream.range(0, graph.size())
            .filter(task -> plan.tasks().get(task).isOpen())
            .mapToObj(task -> task(task, critical))
            .toList());
  }

  private Forecast.Task task(int number, Set<TaskKey> critical) {
    PlanSnapshot.Task task = plan.tasks().get(number);
    return new Forecast.Task(
        task.key(),
        task.isRunning() ? null : moment(timeline.start(number)),
        moment(timeline.end(number)),
        seconds(times.slack(number)),
        critical.contains(task.key()),
        seconds(task.expected().millis()),
        task.expected().source());
  }

  private Map<String, Double> waited() {
    Map<String, Double> seconds = new HashMap<>();
    plan.waited().forEach((reason, millis) -> seconds.put(reason, seconds(millis)));
    return seconds;
  }

  /** Only what is to come: a path that begins with merged tasks begins behind them. */
  private List<TaskKey> criticalPath() {
    return times.criticalPath().stream()
        .map(plan.tasks()::get)
        .filter(PlanSnapshot.Task::isOpen)
        .map(PlanSnapshot.Task::key)
        .toList();
  }

  private @Nullable Instant moment(long millis) {
    return held.isEmpty() ? plan.now().plusMillis(millis) : null;
  }

  private static String held(PlanSnapshot plan) {
    if (plan.state().isFinal()) {
      return "the plan is over";
    }
    if (plan.state() == PlanState.PAUSED) {
      return "the plan is paused";
    }
    if (plan.workers() == 0) {
      return "no worker is there";
    }
    boolean person = plan.tasks().stream().anyMatch(task -> task.state() == TaskState.NEEDS_HUMAN);
    return person ? "a task waits for a person" : "";
  }

  private static double seconds(long millis) {
    return millis / 1000.0;
  }
}
