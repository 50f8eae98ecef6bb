package dev.signalbox.worker.flow;

import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.ChangeReader;
import dev.signalbox.worker.core.ChangePolicy;
import dev.signalbox.worker.core.ChangedFile;
import dev.signalbox.worker.core.Outcome;
import java.util.List;
import java.util.Optional;

/** Looks at what an attempt really changed before anybody else sees it. */
public final class ChangeCheck {

  private final ClaimingChanges claiming;

  public ChangeCheck(ClaimingChanges claiming) {
    this.claiming = claiming;
  }

  /** Why a commit that the target has must not be merged, if so. */
  Optional<Outcome> refusal(Working work, String base, String head) throws InterruptedException {
    List<ChangedFile> changes = ChangeReader.between(work.target(), base, head);
    Optional<String> refusal =
        ChangePolicy.refusal(changes, work.assignment().task().largeDeletions());
    return refusal.isPresent()
        ? Optional.of(new Outcome.Failed(FailureKind.VERIFY, refusal.get()))
        : claiming.before(work, changes, head);
  }
}
