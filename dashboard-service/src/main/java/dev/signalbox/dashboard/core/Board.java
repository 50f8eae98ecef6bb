package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.WorkerMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The fold of messages into rows: takes the rows a batch starts from, then the batch's messages in
 * order, and says what changed. A change that is not newer than its repository's last is dropped.
 */
public final class Board {
  private final Map<RepositoryId, Long> sequences;
  private final Map<RepositoryId, Long> newSequences = new HashMap<>();
  private final Map<PlanId, PlanRow> plans = new HashMap<>();
  private final Map<TaskId, TaskRow> tasks = new HashMap<>();
  private final Map<WorkerId, WorkerRow> workers = new HashMap<>();
  private final Attempts attempts;
  private final Map<PlanId, PlanRow> changedPlans = new LinkedHashMap<>();
  private final Map<TaskId, TaskRow> newTasks = new LinkedHashMap<>();
  private final Map<TaskId, TaskRow> changedTasks = new LinkedHashMap<>();
  private final Map<WorkerId, WorkerRow> changedWorkers = new LinkedHashMap<>();
  private final List<HistoryRow> history = new ArrayList<>();
  private final List<LogChunk> logs = new ArrayList<>();
  private final List<SubmissionRejected> rejected = new ArrayList<>();
  private final List<Changes.Finished> finished = new ArrayList<>();
  private int stale;
  private int orphans;

  public Board(Loaded loaded) {
    this.sequences = loaded.sequences();
    this.attempts = new Attempts(loaded.attempts());
    loaded.plans().forEach(row -> plans.put(row.plan(), row));
    loaded.tasks().forEach(row -> tasks.put(row.id(), row));
    loaded.workers().forEach(row -> workers.put(row.worker(), row));
  }

  /** Takes one message. Submissions, assignments and controls say nothing the board keeps. */
  public void take(Received received) {
    Position where = received.position();
    switch (received.message()) {
      case PlanChange change -> take(change, where);
      case TaskEvent event -> take(event, where);
      case WorkerMessage message -> take(message);
      case LogChunk chunk -> logs.add(chunk);
      case SubmissionRejected no -> rejected.add(no);
      case Submission _, Assignment _, Control _ -> orphans++;
    }
  }

  /** What all messages taken so far changed. */
  public Changes changes() {
    return new Changes(
        Map.copyOf(newSequences),
        List.copyOf(changedPlans.values()),
        List.copyOf(newTasks.values()),
        List.copyOf(changedTasks.values()),
        attempts.changed(),
        List.copyOf(changedWorkers.values()),
        List.copyOf(history),
        List.copyOf(logs),
        List.copyOf(rejected),
        List.copyOf(finished),
        stale,
        orphans);
  }

  /** The rows that these messages are about, as they are now. */
  public Live live(Wanted about, Map<Integer, Long> reached) {
    return new Live(
        reached,
        about.plans().stream().map(plans::get).filter(Objects::nonNull).toList(),
        about.tasks().stream().map(tasks::get).filter(Objects::nonNull).toList());
  }

  private void take(PlanChange change, Position where) {
    long seen =
        newSequences.getOrDefault(
            change.repository(), sequences.getOrDefault(change.repository(), Long.MIN_VALUE));
    if (change.sequence() <= seen) {
      stale++;
      return;
    }
    newSequences.put(change.repository(), change.sequence());
    Point point = new Point(where.partition(), where.offset());
    switch (change) {
      case PlanChange.Accepted accepted -> accept(accepted, point);
      case PlanChange.TasksAdded added -> add(added, point);
      case PlanChange.TaskChanged moved -> move(moved, point);
      case PlanChange.TaskProgressed told -> told(told, point);
      case PlanChange.StateChanged moved -> move(moved, point);
      case PlanChange.Amended amended -> amend(amended);
      case PlanChange.ClaimReleased _ -> {}
    }
    HistoryLines.of(change, where).ifPresent(history::add);
  }

  private void accept(PlanChange.Accepted accepted, Point point) {
    if (plans.containsKey(accepted.plan())) {
      stale++;
      return;
    }
    PlanProgress progress = PlanProgress.accepted(accepted.content().tasks().size(), point);
    put(new PlanRow(PlanFacts.of(accepted), progress));
    TaskStatus pending = TaskStatus.pending(accepted.at(), point);
    create(TaskFacts.of(accepted.plan(), accepted.content().tasks(), 0, accepted.waves()), pending);
  }

  private void add(PlanChange.TasksAdded added, Point point) {
    PlanRow plan = plans.get(added.plan());
    if (plan == null) {
      orphans++;
      return;
    }
    TaskStatus pending = TaskStatus.pending(added.at(), point);
    int created =
        create(TaskFacts.of(added.plan(), added.tasks(), added.from(), added.waves()), pending);
    put(plan.withMore(created, point));
  }

  /** Makes the rows that are not there yet, and says how many they were. */
  private int create(List<TaskFacts> facts, TaskStatus status) {
    int created = 0;
    for (TaskFacts each : facts) {
      TaskRow row = new TaskRow(each, status);
      if (tasks.putIfAbsent(row.id(), row) == null) {
        newTasks.put(row.id(), row);
        created++;
      }
    }
    return created;
  }

  /** What the plan says of itself and of some tasks is another now. */
  private void amend(PlanChange.Amended change) {
    PlanRow plan = plans.get(change.plan());
    if (plan == null) {
      orphans++;
      return;
    }
    put(plan.with(plan.facts().amended(change)));
    for (TaskId id : Wanted.amended(change)) {
      TaskRow row = tasks.get(id);
      if (row != null) {
        tasks.put(id, row.with(row.facts().amended(change)));
        newTasks.put(id, row.with(row.facts().amended(change)));
        changedTasks.remove(id);
      }
    }
  }

  private void move(PlanChange.TaskChanged change, Point point) {
    PlanRow plan = plans.get(change.plan());
    TaskRow task = tasks.get(new TaskId(change.plan(), change.task()));
    if (plan == null || task == null) {
      orphans++;
      return;
    }
    TaskStatus before = task.status();
    TaskStatus now = before.after(change, point);
    put(task.with(now));
    put(plan.with(plan.progress().moved(before, now, allowed(plan, change), point)));
    attempts.moved(task, change);
    if (now.state().isFinal() && !before.state().isFinal()) {
      finished.add(new Changes.Finished(now.state().name(), now.durationMillis(change.at())));
    }
  }

  private void told(PlanChange.TaskProgressed change, Point point) {
    PlanRow plan = plans.get(change.plan());
    TaskRow task = tasks.get(new TaskId(change.plan(), change.task()));
    if (plan == null || task == null) {
      orphans++;
      return;
    }
    put(task.with(task.status().told(change, point)));
    put(plan.with(plan.progress().spent(change.costs(), point)));
  }

  private void move(PlanChange.StateChanged change, Point point) {
    PlanRow plan = plans.get(change.plan());
    if (plan == null) {
      orphans++;
      return;
    }
    put(plan.with(plan.progress().moved(change.state(), change.reason(), change.at(), point)));
  }

  private int allowed(PlanRow plan, PlanChange.TaskChanged change) {
    int live = WorkerRow.liveSlots(workers.values(), change.at());
    return Math.min(plan.facts().maxWorkers(), live);
  }

  private void take(TaskEvent event, Position where) {
    EventText text = EventText.of(event);
    attempts.told(event, text);
    HistoryLines.of(event, text, where).ifPresent(history::add);
  }

  private void take(WorkerMessage message) {
    WorkerRow before = workers.get(message.worker());
    switch (message) {
      case WorkerMessage.Heartbeat beat -> put(WorkerRow.of(beat, before));
      case WorkerMessage.Left left -> {
        if (before != null && before.instance().equals(left.instance())) {
          put(before.left(left.at()));
        }
      }
    }
  }

  private void put(PlanRow row) {
    plans.put(row.plan(), row);
    changedPlans.put(row.plan(), row);
  }

  private void put(TaskRow row) {
    tasks.put(row.id(), row);
    (newTasks.containsKey(row.id()) ? newTasks : changedTasks).put(row.id(), row);
  }

  private void put(WorkerRow row) {
    workers.put(row.worker(), row);
    changedWorkers.put(row.worker(), row);
  }
}
