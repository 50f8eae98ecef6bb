package dev.signalbox.simulator;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What befalls processes and servers at random times, and what users ask for. */
final class Troubles {
  private static final Duration STEP = Duration.ofSeconds(15);
  private static final double STEPS_PER_HOUR = 240;

  private final World world;
  private final RandomMischief mischief;
  private final Chance chance;
  private final List<PlanSetup> plans;

  Troubles(World world, RandomMischief mischief, Chance chance, List<PlanSetup> plans) {
    this.world = world;
    this.mischief = mischief;
    this.chance = chance;
    this.plans = plans;
  }

  /** Makes trouble from time to time, until the faults end. */
  void go() {
    Faults faults = mischief.faults();
    often(faults.deaths(), () -> anyWorker().kill(mischief.restart()));
    often(faults.pauses(), () -> anyWorker().pause(mischief.pause(), false));
    often(faults.redis(), world.locks::lose);
    often(faults.schedulers(), this::troubleScheduler);
    often(faults.clocks(), this::troubleClocks);
    often(faults.commands(), () -> submit(command()));
    if (!faults.equals(Faults.NONE)) {
      world.timeline.after(STEP, this::go);
    }
  }

  /** Puts right what does not mend by itself. */
  void end() {
    mischief.end();
    world.workers.forEach(worker -> worker.setClock(Duration.ZERO));
    world.scheduler().setClock(Duration.ZERO);
    world.takeOverIfDead();
    plans.forEach(
        plan -> submit(new Submission.ResumePlan(id(), now(), World.REPOSITORY, plan.id())));
  }

  private void often(double perHour, Runnable trouble) {
    if (chance.happens(perHour / STEPS_PER_HOUR)) {
      trouble.run();
    }
  }

  private WorkerProcess anyWorker() {
    return chance.oneOf(world.workers);
  }

  private void troubleScheduler() {
    SchedulerProcess scheduler = world.scheduler();
    switch (chance.below(3)) {
      case 0 -> {
        scheduler.kill();
        world.timeline.after(
            chance.between(Duration.ofSeconds(1), Duration.ofMinutes(3)), world::takeOverIfDead);
      }
      case 1 -> scheduler.pause(mischief.pause());
      default -> {
        scheduler.pause(chance.between(Duration.ofSeconds(10), Duration.ofMinutes(5)));
        world.timeline.after(Duration.ofSeconds(10), world::takeOver);
      }
    }
  }

  private void troubleClocks() {
    Duration jump = chance.between(Duration.ofSeconds(5), Duration.ofMinutes(10));
    Duration ahead = chance.happens(0.5) ? jump : jump.negated();
    switch (chance.below(3)) {
      case 0 -> anyWorker().setClock(ahead);
      case 1 -> world.scheduler().setClock(ahead);
      default -> {
        world.history.note("the machine sleeps for " + jump);
        world.scheduler().pause(jump);
        world.workers.forEach(worker -> worker.pause(jump, true));
      }
    }
  }

  private Submission command() {
    PlanSetup plan = chance.oneOf(plans);
    PlanId id = plan.id();
    TaskKey key = chance.oneOf(plan.content().tasks()).key();
    return switch (chance.below(12)) {
      case 0, 1 -> new Submission.PausePlan(id(), now(), World.REPOSITORY, id, "");
      case 2, 3, 4 -> new Submission.ResumePlan(id(), now(), World.REPOSITORY, id);
      case 5 -> new Submission.CancelPlan(id(), now(), World.REPOSITORY, id, "");
      case 6, 7 -> new Submission.CancelTask(id(), now(), World.REPOSITORY, id, key, "");
      case 8, 9 ->
          new Submission.RetryTasks(id(), now(), World.REPOSITORY, id, List.of(key), null, "");
      case 10 -> new Submission.RetryTasks(id(), now(), World.REPOSITORY, id, null, key, "");
      default -> new Submission.RetryTasks(id(), now(), World.REPOSITORY, id, null, null, "");
    };
  }

  private void submit(Submission command) {
    world.history.note("a user asks for " + command.getClass().getSimpleName());
    world.broker.submit(new Submitted.Order(command));
  }

  private Instant now() {
    return world.timeline.now();
  }

  private UUID id() {
    return world.nextId();
  }
}
