package dev.signalbox.scheduler.core.schedule;

import java.time.Instant;

/**
 * Takes plans out of memory that are over and hold nothing, some time after nothing happened to
 * them any more (S4-12, C30). What is stored of them brings them back.
 */
final class Disposal {
  private final Ledger ledger;

  Disposal(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Looks whether the plan's time begins to run now; to be asked when a task or attempt ended. */
  void consider(PlanRun plan) {
    if (!isAtRest(plan)) {
      plan.restsSince = null;
    } else if (plan.restsSince == null) {
      plan.restsSince = ledger.now;
      Instant end = ledger.now.plus(ledger.policies.memory().disposal());
      ledger.timers.add(end, new Timers.Due.Disposal(plan, ledger.now));
    }
  }

  void dispose(PlanRun plan, Instant restsSince) {
    if (restsSince.equals(plan.restsSince) && isAtRest(plan) && plan.state.isFinal()) {
      ledger.plans.remove(plan.setup.id());
      ledger.timers.forget(plan);
    }
  }

  private static boolean isAtRest(PlanRun plan) {
    return plan.allFinal() && plan.out == 0;
  }
}
