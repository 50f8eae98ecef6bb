package dev.signalbox.scheduler.core.outgoing;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.Topics;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Says the effects on one repository in messages. */
public final class Announcements {
  private final RepositoryId repository;
  private final LongSupplier sequence;
  private final Supplier<UUID> ids;
  private final Instant now;

  /**
   * @param sequence the next number of the repository's changes
   */
  public Announcements(
      RepositoryId repository, LongSupplier sequence, Supplier<UUID> ids, Instant now) {
    this.repository = repository;
    this.sequence = sequence;
    this.ids = ids;
    this.now = now;
  }

  /** The message that says it; empty for what is not said on a topic. */
  public Optional<Draft> of(Effect effect) {
    return switch (effect) {
      case Effect.PlanAccepted accepted -> Optional.of(change(accepted(accepted)));
      case Effect.PlanMoved moved -> Optional.of(change(moved(moved)));
      case Effect.TaskMoved moved -> Optional.of(change(moved(moved)));
      case Effect.Publish publish -> Optional.of(assignment(publish));
      case Effect.StopAttempt stop -> Optional.of(stop(stop));
      case Effect.RevokeClaim revoke -> Optional.empty();
      case Effect.Ignored ignored -> Optional.empty();
      case Effect.Refused refused -> Optional.empty();
    };
  }

  private PlanChange accepted(Effect.PlanAccepted accepted) {
    PlanSetup plan = accepted.setup();
    return new PlanChange.Accepted(
        ids.get(),
        now,
        repository,
        sequence.getAsLong(),
        plan.id(),
        plan.content(),
        plan.location(),
        plan.target(),
        plan.mergeBranch(),
        plan.base(),
        plan.submittedBy(),
        accepted.document(),
        accepted.waves());
  }

  private PlanChange moved(Effect.PlanMoved moved) {
    return new PlanChange.StateChanged(
        ids.get(),
        now,
        repository,
        sequence.getAsLong(),
        moved.plan(),
        moved.state(),
        moved.reason());
  }

  private PlanChange moved(Effect.TaskMoved moved) {
    return new PlanChange.TaskChanged(
        ids.get(),
        now,
        repository,
        sequence.getAsLong(),
        moved.task().plan(),
        moved.task().key(),
        moved.from(),
        moved.to(),
        moved.attempts(),
        moved.attempt(),
        moved.worker(),
        moved.branch(),
        moved.commit(),
        moved.reason());
  }

  private Draft assignment(Effect.Publish publish) {
    PlanSetup plan = publish.plan();
    Assignment assignment =
        new Assignment(
            ids.get(),
            now,
            publish.attempt(),
            repository,
            plan.location(),
            plan.content().name(),
            plan.mergeBranch(),
            publish.task(),
            publish.footprint(),
            plan.content().merge(),
            plan.content().undeclared(),
            plan.content().setup(),
            plan.content().agent(),
            publish.claimTtl());
    return new Draft(Topics.lane(publish.lane().name()), key(publish.attempt()), assignment);
  }

  private Draft stop(Effect.StopAttempt stop) {
    Control control = new Control.Stop(ids.get(), now, stop.attempt(), stop.reason());
    return new Draft(Topics.CONTROLS, key(stop.attempt()), control);
  }

  private Draft change(PlanChange change) {
    return new Draft(Topics.CHANGES, repository.value(), change);
  }

  private static String key(AttemptRef attempt) {
    return attempt.task().toString();
  }
}
