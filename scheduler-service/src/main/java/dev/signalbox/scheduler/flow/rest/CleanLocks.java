package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.adapter.git.EndedClaims;
import dev.signalbox.scheduler.adapter.jooq.EndedPlans;
import dev.signalbox.scheduler.flow.decide.Reconciliation;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Has claims compared with attempts now, and removes the claim refs of plans that are long over.
 */
public final class CleanLocks {
  private final EndedPlans plans;
  private final EndedClaims claims;
  private final Reconciliation reconciliation;
  private final InstantSource clock;

  /**
   * What was done in a repository.
   *
   * @param removed closed claim refs
   * @param kept claim refs that are open, of younger plans, or of work that is in no branch
   * @param problem why nothing was done; empty when it was
   */
  record Cleaned(RepositoryId repository, int removed, int kept, String problem) {}

  public CleanLocks(
      EndedPlans plans, EndedClaims claims, Reconciliation reconciliation, InstantSource clock) {
    this.plans = plans;
    this.claims = claims;
    this.reconciliation = reconciliation;
    this.clock = clock;
  }

  /**
   * Cleans every repository.
   *
   * @param age how long ago a plan has to have ended
   */
  List<Cleaned> clean(Duration age) {
    reconciliation.lookSoon();
    return plans.before(clock.instant().minus(age)).stream().map(this::clean).toList();
  }

  private Cleaned clean(EndedPlans.Ended ended) {
    try {
      EndedClaims.Cleaned done = claims.remove(ended.location(), ended.plans());
      return new Cleaned(ended.repository(), done.removed(), done.kept(), "");
    } catch (IOException failure) {
      return new Cleaned(ended.repository(), 0, 0, "no repository at " + ended.location());
    }
  }
}
