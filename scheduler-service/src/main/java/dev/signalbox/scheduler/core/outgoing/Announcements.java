package dev.signalbox.scheduler.core.outgoing;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Says the effects on one repository in messages. */
public final class Announcements {
  /** Longer plans are read where they are stored: a board carries the text with every change. */
  private static final int LONGEST_DOCUMENT = 256 * 1024;

  private final RepositoryId repository;
  private final LongSupplier sequence;
  private final Supplier<UUID> ids;
  private final Instant now;
  private final int portion;

  /**
   * @param sequence the next number of the repository's changes
   * @param portion how many tasks of a plan one record has at most
   */
  public Announcements(
      RepositoryId repository,
      LongSupplier sequence,
      Supplier<UUID> ids,
      Instant now,
      int portion) {
    this.portion = portion;
    this.repository = repository;
    this.sequence = sequence;
    this.ids = ids;
    this.now = now;
  }

  /** The messages that say it, in order; none for what is not said on a topic. */
  public List<Draft> of(Effect effect) {
    return switch (effect) {
      case Effect.PlanAccepted accepted -> accepted(accepted);
      case Effect.PlanMoved moved -> List.of(change(moved(moved)));
      case Effect.PlanAmended amended -> amended(amended);
      case Effect.TaskMoved moved -> List.of(change(moved(moved)));
      case Effect.TaskProgressed told -> List.of(change(progress(told)));
      case Effect.Publish publish -> List.of(assignment(publish));
      case Effect.TaskNoted noted -> List.of(change(moved(noted.as())));
      case Effect.HandIn done -> List.of(handIn(done));
      case Effect.StopAttempt stop -> List.of(stop(stop));
      case Effect.ClaimReleased released -> List.of(change(released(released)));
      case Effect.EndRecovery end -> List.of();
      case Effect.RevokeClaim revoke -> List.of();
      case Effect.SeekMerge seek -> List.of();
      case Effect.DeadlockFound found -> List.of();
      case Effect.Ignored ignored -> List.of();
      case Effect.Refused refused -> List.of();
    };
  }

  /** The plan with its first tasks, then the others, a record for each portion. */
  private List<Draft> accepted(Effect.PlanAccepted accepted) {
    List<Draft> drafts = new ArrayList<>();
    int from = 0;
    for (List<TaskSpec> tasks : Portions.of(accepted.setup().content().tasks(), portion)) {
      Map<TaskKey, Integer> waves = waves(accepted.waves(), tasks);
      drafts.add(
          change(
              from == 0
                  ? first(accepted, tasks, waves)
                  : more(accepted.setup().id(), from, tasks, waves)));
      from += tasks.size();
    }
    return drafts;
  }

  private static Map<TaskKey, Integer> waves(Map<TaskKey, Integer> all, List<TaskSpec> tasks) {
    return tasks.stream()
        .map(TaskSpec::key)
        .filter(all::containsKey)
        .collect(Collectors.toMap(key -> key, key -> all.getOrDefault(key, 0)));
  }

  private PlanChange first(
      Effect.PlanAccepted accepted, List<TaskSpec> tasks, Map<TaskKey, Integer> waves) {
    PlanSetup plan = accepted.setup();
    boolean isLong = accepted.document().length() > LONGEST_DOCUMENT;
    return new PlanChange.Accepted(
        ids.get(),
        now,
        repository,
        sequence.getAsLong(),
        plan.id(),
        plan.content().withTasks(tasks),
        plan.location(),
        plan.target(),
        plan.mergeBranch(),
        plan.base(),
        plan.submittedBy(),
        isLong ? "" : accepted.document(),
        waves);
  }

  private PlanChange more(
      PlanId plan, int from, List<TaskSpec> tasks, Map<TaskKey, Integer> waves) {
    return new PlanChange.TasksAdded(
        ids.get(), now, repository, sequence.getAsLong(), plan, from, tasks, waves);
  }

  /** The tasks that came to it, then what else is new: a task's needs are there before it. */
  private List<Draft> amended(Effect.PlanAmended amended) {
    List<Draft> drafts = new ArrayList<>();
    int from = amended.from();
    for (List<TaskSpec> tasks : Portions.of(amended.tasks(), portion)) {
      if (!tasks.isEmpty()) {
        drafts.add(change(more(amended.plan(), from, tasks, waves(amended.waves(), tasks))));
        from += tasks.size();
      }
    }
    drafts.add(change(changed(amended)));
    return drafts;
  }

  private PlanChange changed(Effect.PlanAmended amended) {
    return new PlanChange.Amended(
        ids.get(),
        now,
        repository,
        sequence.getAsLong(),
        amended.plan(),
        amended.needs(),
        amended.waves(),
        amended.priorities(),
        amended.maxWorkers(),
        amended.reason());
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

  private PlanChange progress(Effect.TaskProgressed told) {
    return new PlanChange.TaskProgressed(
        ids.get(),
        now,
        repository,
        sequence.getAsLong(),
        told.attempt().task().plan(),
        told.attempt().task().key(),
        told.attempt(),
        told.progress(),
        told.timeoutAt(),
        told.costs());
  }

  private PlanChange released(Effect.ClaimReleased released) {
    return new PlanChange.ClaimReleased(
        ids.get(),
        now,
        repository,
        sequence.getAsLong(),
        released.attempt().task().plan(),
        released.attempt().task().key(),
        released.attempt(),
        released.by(),
        released.reason(),
        released.hold());
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
            publish.intent(),
            plan.content().merge(),
            plan.content().undeclared(),
            plan.content().setup(),
            plan.content().agent(),
            publish.claimTtl(),
            publish.outputs(),
            publish.person());
    String topic = publish.person() == null ? Topics.lane(publish.lane().name()) : Topics.PEOPLE;
    return new Draft(topic, key(publish.attempt()), assignment);
  }

  private Draft handIn(Effect.HandIn done) {
    Control control = new Control.HandIn(ids.get(), now, done.attempt());
    return new Draft(Topics.CONTROLS, key(done.attempt()), control);
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
