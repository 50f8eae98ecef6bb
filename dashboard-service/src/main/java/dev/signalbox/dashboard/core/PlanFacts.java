package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanChange.Accepted;
import java.time.Instant;

/** What is known of a plan from its acceptance on; only an amendment changes it. */
public record PlanFacts(
    PlanId plan,
    String name,
    String description,
    String repository,
    String location,
    String target,
    String mergeBranch,
    String base,
    String submittedBy,
    Instant submittedAt,
    String document,
    int maxWorkers,
    int taskCount) {

  /** What it says after a change of it. */
  PlanFacts amended(PlanChange.Amended change) {
    Integer cap = change.maxWorkers();
    return with(cap == null ? maxWorkers : cap, taskCount);
  }

  static PlanFacts of(Accepted accepted) {
    var content = accepted.content();
    return new PlanFacts(
        accepted.plan(),
        content.name(),
        content.description(),
        accepted.repository().value(),
        accepted.location(),
        accepted.target(),
        accepted.mergeBranch(),
        accepted.base(),
        accepted.submittedBy(),
        accepted.at(),
        accepted.document(),
        content.limits().maxWorkers(),
        content.tasks().size());
  }

  PlanFacts withMore(int tasks) {
    return with(maxWorkers, taskCount + tasks);
  }

  private PlanFacts with(int workers, int tasks) {
    return new PlanFacts(
        plan,
        name,
        description,
        repository,
        location,
        target,
        mergeBranch,
        base,
        submittedBy,
        submittedAt,
        document,
        workers,
        tasks);
  }
}
