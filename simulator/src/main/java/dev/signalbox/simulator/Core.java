package dev.signalbox.simulator;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.schedule.Changed;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.scheduler.core.schedule.RepositoryScheduler;
import dev.signalbox.scheduler.core.schedule.Saved;
import dev.signalbox.scheduler.core.schedule.SavedRepository;
import dev.signalbox.scheduler.core.schedule.Waiting;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The scheduler's core as it is; a test may put a broken one in its place. */
class Core {
  private final RepositoryScheduler scheduler;

  Core(Policies policies, Fleet fleet) {
    this.scheduler = new RepositoryScheduler(policies, fleet);
  }

  final void restore(SavedRepository saved, long accepted) {
    scheduler.restore(saved, accepted);
  }

  List<Effect> restore(Saved saved, Instant now) {
    return scheduler.restore(saved, now);
  }

  List<Effect> apply(Input input, Instant now) {
    return scheduler.apply(input, now);
  }

  List<Effect> decide(Instant now, Supplier<FencingToken> tokens) {
    return scheduler.decide(now, tokens);
  }

  final boolean hasWaiting() {
    return scheduler.hasWaiting();
  }

  final Optional<Instant> nextTimer() {
    return scheduler.nextTimer();
  }

  final Changed takeChanges() {
    return scheduler.takeChanges();
  }

  /** Whether the plan is in memory, or events of it are, because it is in no store. */
  final boolean knows(PlanId plan) {
    return hasPlan(plan) || scheduler.awaits(plan);
  }

  final boolean hasPlan(PlanId plan) {
    return scheduler.hasPlan(plan);
  }

  final List<Waiting> waits(PlanId plan, Instant now) {
    return scheduler.waits(plan, now).orElse(List.of());
  }

  final void abandon() {
    scheduler.abandon();
  }
}
