package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.plan.Plan;
import java.time.Instant;

/**
 * A valid plan on a repository that was looked at.
 *
 * @param location the local path of the repository
 * @param target the branch the user wants the results in
 * @param mergeBranch where they are merged
 * @param base the commit the plan started from
 */
public record PlanSetup(
    PlanId id,
    Plan content,
    String location,
    String target,
    String mergeBranch,
    String base,
    String submittedBy,
    Instant acceptedAt) {

  /** The same with other content. */
  PlanSetup with(Plan amended) {
    return new PlanSetup(id, amended, location, target, mergeBranch, base, submittedBy, acceptedAt);
  }
}
