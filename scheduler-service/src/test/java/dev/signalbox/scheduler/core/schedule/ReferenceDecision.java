package dev.signalbox.scheduler.core.schedule;

import static java.util.Objects.requireNonNull;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.NoFiles;
import dev.signalbox.common.plan.PlanOrder;
import dev.signalbox.common.plan.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What should be published and stopped now, found slowly and obviously: again and again the first
 * of all READY tasks that may run, each held against everything that is out.
 */
final class ReferenceDecision {

  /** An attempt that is out, or goes out with this decision. */
  private record Out(
      TaskRun task,
      Priority paidAs,
      Footprint held,
      TaskState state,
      Instant since,
      long token,
      boolean closing) {}

  private final Ledger ledger;
  private final int slots;
  private final List<Out> out = new ArrayList<>();
  private final Map<PlanRun, long[]> used = new HashMap<>();
  private final List<Long> starts;
  private final List<TaskRun> ready = new ArrayList<>();
  private @Nullable TaskRun reserved;

  ReferenceDecision(Ledger ledger, int slots) {
    this.ledger = ledger;
    this.slots = slots;
    this.starts = new ArrayList<>(ledger.shares.saved());
    ledger.plans.values().forEach(plan -> used.put(plan, plan.used.clone()));
    ledger.attempts.values().forEach(attempt -> out.add(of(attempt)));
    all()
        .filter(task -> task.state == TaskState.READY && task.deferredOn == null)
        .forEach(ready::add);
    this.reserved =
        ready.stream().filter(task -> task.reservedUntil != null).findFirst().orElse(null);
  }

  private Stream<TaskRun> all() {
    return ledger.plans.values().stream().flatMap(plan -> plan.tasks().stream());
  }

  private static Out of(OpenAttempt attempt) {
    return new Out(
        attempt.task,
        attempt.charge.priority(),
        held(attempt.task, attempt.onlyReads),
        attempt.isCurrent() ? attempt.task.state : TaskState.MERGING,
        attempt.publishedAt,
        attempt.ref.token().value(),
        attempt.closing != null);
  }

  /** Who should have the reservation: of those that waited long enough, the longest of a class. */
  @Nullable TaskRun reserving() {
    return all()
        .filter(task -> task.patient && task.plan.state != PlanState.PAUSED)
        .min(
            Comparator.<TaskRun>comparingInt(task -> task.priority().ordinal())
                .thenComparing(task -> requireNonNull(task.readySince))
                .thenComparingLong(task -> task.plan.order)
                .thenComparingInt(task -> task.ordinal))
        .orElse(null);
  }

  @Nullable TaskRun reserved() {
    return reserved;
  }

  List<TaskId> published() {
    List<TaskId> published = new ArrayList<>();
    List<TaskRun> able = able();
    while (!able.isEmpty()) {
      TaskRun first = able.stream().min(this::compare).orElseThrow();
      charge(first);
      ready.remove(first);
      reserved = first == reserved ? null : reserved;
      published.add(first.id);
      Footprint held = held(first, first.defersMerge());
      long token = Long.MAX_VALUE - ready.size();
      out.add(new Out(first, first.priority(), held, TaskState.QUEUED, ledger.now, token, false));
      able = able();
    }
    return published;
  }

  private List<TaskRun> able() {
    return ready.stream().filter(this::mayRun).toList();
  }

  private boolean mayRun(TaskRun task) {
    return limits(task).isEmpty() && inTheWay(task).isEmpty() && !isKeptBack(task);
  }

  private List<Out> inTheWay(TaskRun task) {
    Footprint wanted = held(task, task.defersMerge());
    return out.stream().filter(other -> wanted.firstConflict(other.held).isPresent()).toList();
  }

  private boolean isKeptBack(TaskRun task) {
    TaskRun other = reserved;
    return other != null
        && other != task
        && task.priority().compareTo(other.priority()) >= 0
        && ledger
            .now
            .plusMillis(ledger.expectedMillis(task))
            .isAfter(requireNonNull(other.reservedUntil))
        && held(task, task.defersMerge())
            .firstConflict(held(other, other.defersMerge()))
            .isPresent();
  }

  /** A limit that is used up, how many are too many, and what counts against it. */
  private record Limit(long over, Predicate<Out> counts) {}

  private List<Limit> limits(TaskRun task) {
    Policies.Caps caps = ledger.policies.caps();
    Priority priority = task.priority();
    List<Limit> limits = new ArrayList<>();
    if (task.plan.state == PlanState.PAUSED || isFull(task) || !task.spec.skills().isEmpty()) {
      limits.add(new Limit(1, any -> false));
    }
    int most = task.plan.maxWorkers();
    add(limits, most, any -> any.task.plan == task.plan);
    add(limits, caps.system(), any -> true);
    int ofClass = caps.classes().getOrDefault(priority, 0);
    if (ofClass > 0 && out.stream().filter(any -> any.paidAs == priority).count() >= ofClass) {
      limits.add(new Limit(1, any -> false));
    }
    add(limits, caps.lanes().getOrDefault("default", 0), any -> true);
    add(limits, isUnknown(task) ? caps.noFiles() : 0, any -> isUnknown(any.task));
    add(limits, slots, any -> true);
    return limits;
  }

  private void add(List<Limit> limits, int most, Predicate<Out> counts) {
    long count = out.stream().filter(counts).count();
    if (most > 0 && count >= most) {
      limits.add(new Limit(count + 1 - most, counts));
    }
  }

  private boolean isFull(TaskRun task) {
    String branch = task.plan.setup.mergeBranch();
    long finishing =
        all()
            .filter(other -> other.plan.setup.mergeBranch().equals(branch))
            .filter(other -> other.state == TaskState.VERIFYING || other.state == TaskState.MERGING)
            .count();
    long each = ledger.merges.saved().getOrDefault(branch, 0L);
    return finishing * each > ledger.policies.caps().mergeWait().toMillis();
  }

  private static boolean isUnknown(TaskRun task) {
    return task.spec.files().isEmpty() && task.plan.setup.content().noFiles() == NoFiles.UNCHECKED;
  }

  /** What should be stopped for a P0 task, after what is published was. */
  List<TaskId> victims() {
    if (!ledger.policies.order().preemption()) {
      return List.of();
    }
    Stream<TaskRun> queued =
        out.stream()
            .filter(any -> any.state == TaskState.QUEUED && !any.closing)
            .map(any -> any.task)
            .filter(task -> task.priority() == Priority.P0);
    Stream<TaskRun> waiting =
        ready.stream()
            .filter(task -> task.priority() == Priority.P0)
            .filter(task -> task.plan.state != PlanState.PAUSED && !task.asksToSplit())
            .sorted(this::compare)
            .limit(PreemptionRules.LOOKED_AT);
    for (TaskRun urgent : Stream.concat(queued, waiting).toList()) {
      List<Out> ending = ending(urgent);
      if (!ending.isEmpty()) {
        return ending.stream().filter(any -> !any.closing).map(any -> any.task.id).toList();
      }
    }
    return List.of();
  }

  /** All that must end for the task to run; nothing when that is not enough, or not allowed. */
  private List<Out> ending(TaskRun urgent) {
    boolean queued = !ready.contains(urgent);
    List<Out> ending = new ArrayList<>(queued ? List.of() : inTheWay(urgent));
    List<Limit> limits = queued ? beyondSlots() : limits(urgent);
    boolean enough = true;
    for (Limit limit : limits) {
      enough &= ends(limit, ending);
    }
    boolean allowed = ending.stream().allMatch(any -> any.closing || mayBeStopped(any));
    return enough && allowed ? ending : List.of();
  }

  /** Adds what must end to get under a limit; says whether that is enough. */
  private boolean ends(Limit limit, List<Out> ending) {
    List<Out> counted = out.stream().filter(limit.counts).toList();
    counted.stream().filter(any -> any.closing && !ending.contains(any)).forEach(ending::add);
    long missing = limit.over - counted.stream().filter(ending::contains).count();
    List<Out> able =
        counted.stream()
            .filter(any -> mayBeStopped(any) && !ending.contains(any))
            .sorted(
                Comparator.<Out, Priority>comparing(any -> any.task.priority())
                    .thenComparing(Out::since)
                    .thenComparing(Out::token)
                    .reversed())
            .toList();
    able.stream().limit(Math.max(0, missing)).forEach(ending::add);
    return missing <= able.size();
  }

  private List<Limit> beyondSlots() {
    int over = out.size() - slots;
    return over > 0 ? List.of(new Limit(over, any -> true)) : List.of();
  }

  private static boolean mayBeStopped(Out any) {
    return !any.closing
        && any.task.priority() != Priority.P0
        && (any.state == TaskState.QUEUED
            || any.state == TaskState.CLAIMED
            || any.state == TaskState.RUNNING);
  }

  /** Class, then the plan that used least of it, then the order inside the plan. */
  private int compare(TaskRun one, TaskRun other) {
    return Comparator.<TaskRun>comparingInt(task -> task.priority().ordinal())
        .thenComparingLong(task -> used(task.plan)[task.priority().ordinal()])
        .thenComparingLong(task -> task.plan.order)
        .thenComparing(ReferenceDecision::compareInPlan)
        .thenComparingInt(task -> task.ordinal)
        .compare(one, other);
  }

  private static int compareInPlan(TaskRun one, TaskRun other) {
    return one.plan.setup.content().order() == PlanOrder.FIFO
        ? Comparator.<TaskRun>comparingLong(task -> requireNonNull(task.readySince).toEpochMilli())
            .compare(one, other)
        : Comparator.<TaskRun>comparingInt(task -> -task.tier)
            .thenComparingLong(task -> -task.weight)
            .compare(one, other);
  }

  private void charge(TaskRun task) {
    int level = task.priority().ordinal();
    long start = Math.max(used(task.plan)[level], starts.get(level));
    starts.set(level, start);
    used(task.plan)[level] = start + ledger.expectedMillis(task);
  }

  private long[] used(PlanRun plan) {
    return requireNonNull(used.get(plan));
  }

  private static Footprint held(TaskRun task, boolean onlyReads) {
    return onlyReads ? task.footprint.withoutWrites() : task.footprint;
  }
}
