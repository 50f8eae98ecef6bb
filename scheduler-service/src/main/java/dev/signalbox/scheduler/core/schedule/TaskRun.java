package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.ConflictPolicy;
import dev.signalbox.common.plan.NoFiles;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.scheduler.core.conflict.PathHold;
import dev.signalbox.scheduler.core.fleet.Lane;
import dev.signalbox.scheduler.core.learning.Expected;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task as it stands. Only the rules of this package change it. */
final class TaskRun {

  private static final Comparator<TaskRun> CRITICAL_PATH =
      Comparator.<TaskRun>comparingInt(task -> -task.tier)
          .thenComparingLong(task -> -task.weight)
          .thenComparingInt(task -> task.ordinal);

  private static final Comparator<TaskRun> FIFO =
      Comparator.comparing(TaskRun::waitsSince).thenComparingInt(task -> task.ordinal);

  /**
   * Which of two tasks of a plan and a class comes first: by age, what remains behind it, and place
   * in the file; or as the plan says, by when it became ready.
   */
  static final Comparator<TaskRun> IN_PLAN =
      (one, other) ->
          switch (one.plan.setup.content().order()) {
            case CRITICAL_PATH -> CRITICAL_PATH.compare(one, other);
            case FIFO -> FIFO.compare(one, other);
          };

  final PlanRun plan;

  /** What the plan says of it; another one when needs come to it. */
  TaskSpec spec;

  final int ordinal;
  final TaskId id;
  final Footprint footprint;
  final List<PathHold> holds;
  final Lane lane;

  /** Whether it has no declared files and nothing keeps it apart from others. */
  final boolean unknown;

  /** What it holds when it claims its writes only before its merge. */
  final List<PathHold> readHolds;

  final List<TaskRun> needs = new ArrayList<>();
  final List<TaskRun> dependents = new ArrayList<>();

  TaskState state = TaskState.PENDING;
  int needsOpen;

  /** How long it will take, as of when its plan came in: what was added can be taken off. */
  Expected expected = new Expected(1, Expected.Source.ASSUMED);

  /** The class that somebody asked for after the plan was accepted; absent for the plan's own. */
  @Nullable Priority asked;

  /** The longest path from here to the plan's end, in milliseconds, this task included. */
  long rank;

  /**
   * The place that running the plan in advance gave it; in plans too large for that, rank and the
   * remaining load of the busiest file as of when the task became ready.
   */
  long weight;

  int tier;
  int tries;
  int number;
  int conflicts;
  int deferrals;

  /**
   * Waits for its paths like any other task, whatever its conflict policy: the policy was tried.
   */
  boolean serialised;

  @Nullable Instant readySince;

  /** Whether it has waited so long for its paths that they may be kept for it. */
  boolean patient;

  /** When it should be able to start; absent when its paths are not kept for it. */
  @Nullable Instant reservedUntil;

  /** Since when its change is verified and merged; absent when it is not. */
  @Nullable Instant finishingSince;

  /** Whether a timer looks at how long it waits for its paths. */
  boolean watched;

  /** When it came into its state. */
  Instant movedAt;

  @Nullable Instant notBefore;
  @Nullable String deferredOn;
  @Nullable TaskId deferredBy;
  @Nullable OpenAttempt current;

  /** Who does it, when a person took it. Changed only while the task is in no queue. */
  @Nullable PersonClaim person;

  @Nullable TaskKey becauseOf;
  @Nullable String branch;
  @Nullable String commit;
  String reason = "";

  /** What it gave to those that need it. */
  Map<String, String> outputs = Map.of();

  /** The worker that had no room for it when it was last published; absent when it had. */
  @Nullable LackOfRoom noRoom;

  /** Where it waits for its turn; absent when it does not. */
  @Nullable WaitQueue queue;

  TaskRun(PlanRun plan, TaskSpec spec, int ordinal) {
    this.plan = plan;
    this.spec = spec;
    this.ordinal = ordinal;
    this.id = new TaskId(plan.setup.id(), spec.key());
    this.footprint = plan.setup.content().footprintOf(spec);
    this.holds = PathHold.of(footprint);
    this.lane = Lane.of(spec);
    this.unknown = spec.files().isEmpty() && plan.setup.content().noFiles() == NoFiles.UNCHECKED;
    this.readHolds = PathHold.of(footprint.withoutWrites());
    this.movedAt = plan.setup.acceptedAt();
  }

  /** The class it has now. Changed only while the task is in no queue. */
  Priority priority() {
    return asked == null ? spec.priority() : asked;
  }

  /** What it shares its limits with. */
  Kind kind() {
    return new Kind(priority(), lane(), unknown, person != null);
  }

  /** Where its attempts are published: a person's skills are no worker's. */
  Lane lane() {
    return person == null ? lane : Lane.DEFAULT;
  }

  /** The person who took it; absent when nobody did. */
  @Nullable Person doneBy() {
    return person == null ? null : person.person();
  }

  /** When it became ready, of a task that is. */
  Instant waitsSince() {
    return readySince == null ? Instant.EPOCH : readySince;
  }

  boolean isMerged() {
    return state == TaskState.COMPLETED;
  }

  /** Whether it runs beside others that hold what it writes, and merges after them (S3-18). */
  boolean defersMerge() {
    return spec.conflicts() == ConflictPolicy.DEFER_MERGE && !serialised && footprint.hasWrites();
  }

  /** Whether a person is asked before it waits for a path (S3-17). */
  boolean asksToSplit() {
    return spec.conflicts() == ConflictPolicy.SPLIT_REQUEST && !serialised;
  }

  /** What must be free for it to start. */
  List<PathHold> wanted() {
    return defersMerge() ? readHolds : holds;
  }

  boolean isDeferred() {
    return deferredOn != null || noRoom != null;
  }

  void forgetDeferral() {
    deferredOn = null;
    deferredBy = null;
    noRoom = null;
    notBefore = null;
  }

  SavedTask saved() {
    return new SavedTask(
        id,
        state,
        tries,
        number,
        conflicts,
        deferrals,
        movedAt,
        serialised,
        readySince,
        patient,
        reservedUntil,
        finishingSince,
        notBefore,
        deferredOn,
        deferredBy,
        current == null ? null : current.ref.token().value(),
        becauseOf,
        branch,
        commit,
        reason,
        asked,
        outputs,
        noRoom,
        person);
  }

  void restore(SavedTask saved) {
    state = saved.state();
    tries = saved.tries();
    number = saved.number();
    conflicts = saved.conflicts();
    deferrals = saved.deferrals();
    Instant moved = saved.movedAt();
    movedAt = moved == null ? movedAt : moved;
    serialised = saved.serialised();
    readySince = saved.readySince();
    patient = saved.patient();
    reservedUntil = saved.reservedUntil();
    finishingSince = saved.finishingSince();
    notBefore = saved.notBefore();
    deferredOn = saved.deferredOn();
    deferredBy = saved.deferredBy();
    becauseOf = saved.becauseOf();
    branch = saved.branch();
    commit = saved.commit();
    reason = saved.reason();
    asked = saved.priority();
    outputs = saved.outputs();
    noRoom = saved.noRoom();
    person = saved.person();
  }

  @Override
  public String toString() {
    return id + " " + state;
  }
}
