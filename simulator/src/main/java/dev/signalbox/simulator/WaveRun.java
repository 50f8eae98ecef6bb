package dev.signalbox.simulator;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanGraph;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The plan with a barrier after every wave; inside a wave the longest task goes first. */
final class WaveRun {

  private record Running(Duration end, Footprint footprint) {}

  private final PlanGraph graph;
  private final Map<TaskKey, Duration> times;
  private final Map<TaskKey, Footprint> footprints = new HashMap<>();
  private final int workers;
  private final WaitSums waits = new WaitSums();
  private final List<Running> running = new ArrayList<>();
  private Duration now = Duration.ZERO;

  WaveRun(Plan plan, Map<TaskKey, Duration> times, int workers) {
    this.graph = PlanGraph.of(plan);
    this.times = times;
    this.workers = workers;
    for (TaskSpec task : plan.tasks()) {
      footprints.put(task.key(), plan.footprintOf(task));
    }
  }

  Duration makespan() {
    long later = footprints.size();
    for (List<TaskKey> wave : graph.waves()) {
      later -= wave.size();
      Duration begun = now;
      run(wave);
      waits.add(WaitSums.NEEDS, now.minus(begun).multipliedBy(later));
    }
    return now;
  }

  SortedMap<String, Duration> waits() {
    return waits.sums();
  }

  private void run(List<TaskKey> wave) {
    List<TaskKey> left = new ArrayList<>(wave);
    left.sort(Comparator.comparing(this::time).reversed());
    while (!left.isEmpty() || !running.isEmpty()) {
      left.removeIf(this::start);
      Duration end = running.stream().map(Running::end).min(Duration::compareTo).orElse(now);
      for (TaskKey task : left) {
        String what = isBlocked(task) ? WaitSums.PATHS : WaitSums.WORKERS;
        waits.add(what, end.minus(now));
      }
      now = end;
      running.removeIf(one -> one.end().compareTo(now) <= 0);
    }
  }

  private boolean start(TaskKey task) {
    boolean starts = running.size() < workers && !isBlocked(task);
    if (starts) {
      running.add(new Running(now.plus(time(task)), footprint(task)));
    }
    return starts;
  }

  private boolean isBlocked(TaskKey task) {
    Footprint wanted = footprint(task);
    return running.stream().anyMatch(one -> one.footprint().firstConflict(wanted).isPresent());
  }

  private Footprint footprint(TaskKey task) {
    return footprints.getOrDefault(task, Footprint.NOTHING);
  }

  private Duration time(TaskKey task) {
    return times.getOrDefault(task, Duration.ZERO);
  }
}
