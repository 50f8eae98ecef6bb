package dev.signalbox.scheduler.flow.intake;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a record of the submissions turned out to be. */
public sealed interface Intake {

  /** The identity of the message: a second delivery has the same. */
  UUID message();

  /**
   * A plan that is valid on its repository.
   *
   * @param stored names what is stored of a plan that is too long for a record
   */
  record Accept(
      UUID message,
      RepositoryId repository,
      PlanSetup setup,
      String document,
      @Nullable UUID stored)
      implements Intake {
    /** Names what is stored, if so. */
    public Optional<UUID> isStored() {
      return Optional.ofNullable(stored);
    }
  }

  /** A command on a plan. */
  record Command(UUID message, Submission submission) implements Intake {}

  /** Neither, or one that cannot be followed. */
  record Reject(UUID message, List<Problem> reasons) implements Intake {
    public Reject {
      reasons = List.copyOf(reasons);
    }
  }

  /** It lay on a partition that is not its repository's: to be published again on the right one. */
  record Forward(UUID message, Submission submission) implements Intake {}

  /** A plan that was accepted before. */
  record Known(UUID message) implements Intake {}
}
