package dev.signalbox.simulator;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanOrder;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.scheduler.core.schedule.RepositoryScheduler;
import dev.signalbox.scheduler.core.schedule.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.UUID;

/** The scheduler's core among workers that take exactly a task's time and never fail. */
final class CoreRun {
  private static final WorkerId WORKER = new WorkerId("simulated");
  private static final PlanId PLAN = new PlanId(new UUID(5, 0));
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private record Running(Instant end, AttemptRef attempt) {}

  private final Plan plan;
  private final Map<TaskKey, Duration> times;
  private final RepositoryScheduler core;
  private final WaitSums waits = new WaitSums();
  private final PriorityQueue<Running> running =
      new PriorityQueue<>(
          Comparator.comparing(Running::end).thenComparing(run -> run.attempt().token()));
  private Instant now = Timeline.START;
  private long tokens;
  private long ids;

  CoreRun(Plan plan, PlanOrder order, Map<TaskKey, Duration> times, int workers) {
    this.plan = with(plan, order, workers);
    this.times = times;
    Fleet fleet = new Fleet(0, FOR_EVER);
    fleet.heard(allSkilled(plan, workers), now);
    this.core = new RepositoryScheduler(Policies.DEFAULTS, fleet);
  }

  /** From the plan's start to its last merge. */
  Duration makespan() {
    PlanSetup setup = new PlanSetup(PLAN, plan, "/", "main", "main", "0", "simulated", now);
    take(core.apply(new Input.Accept(setup, ""), now));
    decide();
    while (!running.isEmpty()) {
      goOn(running.element().end());
      while (!running.isEmpty() && running.element().end().equals(now)) {
        AttemptRef attempt = running.remove().attempt();
        tell(new TaskEvent.Completed(id(), now, World.REPOSITORY, attempt, WORKER, "merged"));
      }
      decide();
    }
    return Duration.between(Timeline.START, now);
  }

  SortedMap<String, Duration> waits() {
    return waits.sums();
  }

  private void goOn(Instant next) {
    Duration passed = Duration.between(now, next);
    for (Waiting waiting : core.waits(PLAN, now).orElse(List.of())) {
      waits.add(WaitSums.what(waiting.reason()), passed);
    }
    now = next;
    if (core.nextTimer().filter(timer -> !timer.isAfter(now)).isPresent()) {
      take(core.apply(new Input.Tick(), now));
    }
  }

  private void decide() {
    take(core.decide(now, () -> new FencingToken(++tokens)));
    core.takeChanges();
  }

  private void take(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.Publish publish) {
        run(publish.attempt());
        tell(new TaskEvent.Claimed(id(), now, World.REPOSITORY, publish.attempt(), WORKER));
      } else if (effect instanceof Effect.TaskMoved moved && moved.to() == TaskState.NEEDS_HUMAN) {
        run(new AttemptRef(moved.task(), 1, new FencingToken(++tokens)));
      }
    }
  }

  private void run(AttemptRef attempt) {
    TaskId task = attempt.task();
    Duration time = times.getOrDefault(task.key(), Duration.ZERO);
    running.add(new Running(now.plus(time), attempt));
  }

  private void tell(TaskEvent event) {
    take(core.apply(new Input.Happened(event), now));
  }

  private UUID id() {
    return new UUID(0, ++ids);
  }

  private static Plan with(Plan plan, PlanOrder order, int workers) {
    Limits own = plan.limits();
    Limits limits =
        new Limits(
            workers,
            own.maxCpu(),
            own.maxMemory(),
            own.autoScaling(),
            own.resourceMonitoring(),
            own.maxCost());
    return new Plan(
        plan.name(),
        plan.description(),
        plan.labels(),
        plan.repository(),
        limits,
        plan.onFailure(),
        order,
        plan.merge(),
        plan.sharedFiles(),
        plan.noFiles(),
        plan.undeclared(),
        plan.setup(),
        plan.agent(),
        plan.tasks());
  }

  private static WorkerMessage.Heartbeat allSkilled(Plan plan, int workers) {
    List<String> skills =
        plan.tasks().stream().flatMap(task -> task.skills().stream()).distinct().sorted().toList();
    return new WorkerMessage.Heartbeat(
        new UUID(0, 0),
        Timeline.START,
        WORKER,
        new UUID(0, 0),
        "",
        1,
        workers,
        workers,
        skills,
        List.of(),
        FOR_EVER,
        -1,
        -1,
        0,
        WorkerMessage.Allowance.unlimited(workers),
        WorkerMessage.Profile.PLAIN);
  }
}
