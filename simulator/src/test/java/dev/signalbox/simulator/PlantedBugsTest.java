package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of these bugs is found by few seeds; the same seeds find nothing in the real parts. */
class PlantedBugsTest {
  private static final long MOST_SEEDS = 300;

  /** What is wrong, and what the finding begins with. */
  enum Bug {
    MERGE_WITHOUT_TOKEN("I[12]"),
    CLAIM_BESIDE_OTHERS("I1"),
    ACKNOWLEDGE_BEFORE_COMMIT("I[37]"),
    FORGET_MESSAGES("I6"),
    NO_EPOCH("I[1-7]"),
    TAKE_OLD_CHANGES("I6"),
    RELEASE_ON_FAILURE("I4"),
    IGNORE_STALE_MERGE("I[27]"),
    NEVER_REVOKE("I1"),
    JUDGE_AFTER_SLEEP("I7");

    private final String found;

    Bug(String found) {
      this.found = found;
    }

    Parts parts() {
      return switch (this) {
        case MERGE_WITHOUT_TOKEN -> repository(PlantedBugs.MergeWithoutToken::new);
        case CLAIM_BESIDE_OTHERS -> repository(PlantedBugs.ClaimBesideOthers::new);
        case ACKNOWLEDGE_BEFORE_COMMIT -> store(PlantedBugs.AcknowledgeBeforeCommit::new);
        case FORGET_MESSAGES -> store(PlantedBugs.ForgetMessages::new);
        case NO_EPOCH -> store(PlantedBugs.NoEpoch::new);
        case TAKE_OLD_CHANGES -> dashboard(PlantedBugs.TakeOldChanges::new);
        case RELEASE_ON_FAILURE -> core(PlantedBugs.ReleaseOnFailure::new);
        case IGNORE_STALE_MERGE -> core(PlantedBugs.IgnoreStaleMerge::new);
        case NEVER_REVOKE -> core(PlantedBugs.NeverRevoke::new);
        case JUDGE_AFTER_SLEEP -> judging();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFoundByTheSeeds(Bug bug) {
    long seed = 1;
    String finding = finding(seed, bug.parts());
    while (finding.isEmpty() && seed < MOST_SEEDS) {
      seed++;
      finding = finding(seed, bug.parts());
    }
    assertThat(finding).as("%s, found by seed %d", bug, seed).matches("(?s)" + bug.found + ".*");
    assertThat(finding(seed, Parts.REAL)).isEmpty();
  }

  static String finding(long seed, Parts parts) {
    try {
      Simulation.run(seed, parts);
      return "";
    } catch (Violation violation) {
      return String.valueOf(violation.getMessage());
    }
  }

  private static Parts repository(Supplier<Repository> broken) {
    Parts real = Parts.REAL;
    return new Parts(real.core(), real.locks(), broken, real.store(), real.dashboard(), true);
  }

  private static Parts store(Supplier<Store> broken) {
    Parts real = Parts.REAL;
    return new Parts(real.core(), real.locks(), real.repository(), broken, real.dashboard(), true);
  }

  private static Parts dashboard(Supplier<Dashboard> broken) {
    Parts real = Parts.REAL;
    return new Parts(real.core(), real.locks(), real.repository(), real.store(), broken, true);
  }

  private static Parts core(Parts.CoreMaker broken) {
    Parts real = Parts.REAL;
    return new Parts(broken, real.locks(), real.repository(), real.store(), real.dashboard(), true);
  }

  private static Parts judging() {
    Parts real = Parts.REAL;
    return new Parts(
        real.core(), real.locks(), real.repository(), real.store(), real.dashboard(), false);
  }
}
