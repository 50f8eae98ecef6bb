package dev.signalbox.simulator;

import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One run from a seed: plans, workers and faults by chance, and then quiet until all is done. */
final class Simulation {
  private static final Duration TROUBLED = Duration.ofMinutes(40);
  private static final Duration BOUND = Duration.ofHours(24);
  private static final Duration REST = Duration.ofMinutes(5);
  private static final List<Duration> TTLS =
      List.of(Duration.ofMinutes(2), Duration.ofMinutes(10), Duration.ofMinutes(60));

  private final Chance chance;
  private final RandomMischief mischief;
  private final World world;
  private final List<PlanSetup> plans = new ArrayList<>();

  private Simulation(long seed, Parts parts) {
    this.chance = new Chance(seed);
    this.mischief = new RandomMischief(chance, Faults.some(chance));
    this.world = new World(mischief, parts, chance.oneOf(TTLS));
  }

  /** Runs a seed; answers the digest of all that happened, or throws the violation. */
  static String run(long seed, Parts parts) {
    Simulation simulation = new Simulation(seed, parts);
    try {
      return simulation.run();
    } catch (Violation violation) {
      throw violation.in(seed, simulation.world.history);
    }
  }

  private String run() {
    world.takeOver();
    int workers = chance.between(1, 4);
    for (int worker = 1; worker <= workers; worker++) {
      List<String> skills = worker == 1 || chance.happens(0.3) ? List.of("gpu") : List.of();
      world.hire(new WorkerProcess(world, "w" + worker, chance.between(1, 3), skills));
    }
    submit();
    Troubles troubles = new Troubles(world, mischief, chance, plans);
    troubles.go();
    FinalCheck end = new FinalCheck(world);
    advance(Timeline.START.plus(TROUBLED), end);
    troubles.end();
    Instant bound = world.timeline.now().plus(BOUND);
    advance(bound, end);
    settle(end);
    end.check(plans.size());
    return world.history.digest();
  }

  private void submit() {
    int count = chance.between(1, 3);
    for (int number = 0; number < count; number++) {
      PlanSetup plan = new RandomPlan(chance).next(number, chance.happens(0.5));
      plans.add(plan);
      world.timeline.after(
          chance.between(Duration.ZERO, Duration.ofMinutes(10)),
          () -> world.broker.submit(new Submitted.NewPlan(world.nextId(), plan)));
    }
  }

  private void advance(Instant until, FinalCheck end) {
    long seen = -1;
    boolean more = true;
    while (more) {
      boolean stored = seen != world.store.commits();
      seen = world.store.commits();
      boolean over = stored && world.store.plans().size() == plans.size() && end.isOver();
      more = !over && world.timeline.advance(until);
    }
  }

  /**
   * Lets whoever sleeps wake up, and what is still on its way arrive: the late word of a merge may
   * bring work back.
   */
  private void settle(FinalCheck end) {
    Instant bound = world.timeline.now().plus(BOUND);
    boolean asleep = true;
    while (asleep && world.timeline.advance(bound)) {
      asleep = !world.workers.stream().allMatch(WorkerProcess::isAwake);
    }
    Instant until = world.timeline.now();
    do {
      until = until.plus(REST);
      pass(until);
    } while (!end.isOver() && until.isBefore(bound));
  }

  private void pass(Instant until) {
    boolean more = true;
    while (more) {
      more = world.timeline.advance(until);
    }
  }
}
