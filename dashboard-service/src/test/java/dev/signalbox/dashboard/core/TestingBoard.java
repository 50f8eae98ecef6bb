package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.Topics;
import dev.signalbox.dashboard.testing.Story;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The board's rows in memory: what the tables are to the service. */
final class TestingBoard {
  final Map<RepositoryId, Long> sequences = new HashMap<>();
  final Map<Object, PlanRow> plans = new HashMap<>();
  final Map<TaskId, TaskRow> tasks = new HashMap<>();
  final Map<AttemptKey, AttemptRow> attempts = new HashMap<>();
  final Map<WorkerId, WorkerRow> workers = new HashMap<>();
  final List<HistoryRow> history = new ArrayList<>();
  private long offset;

  /** Takes messages as one batch each, at growing offsets. */
  void take(Message... messages) {
    for (Message message : messages) {
      takeBatch(message);
    }
  }

  /** Takes messages as one batch. */
  Changes takeBatch(Message... messages) {
    List<Received> batch = new ArrayList<>();
    for (Message message : messages) {
      batch.add(new Received(new Position(Topics.CHANGES, 3, offset++), message));
    }
    return store(batch);
  }

  Changes store(List<Received> batch) {
    Board board = new Board(load(Wanted.by(batch)));
    batch.forEach(board::take);
    Changes changes = board.changes();
    sequences.putAll(changes.sequences());
    changes.plans().forEach(row -> plans.put(row.plan(), row));
    changes.newTasks().forEach(row -> tasks.put(row.id(), row));
    changes.tasks().forEach(row -> tasks.put(row.id(), row));
    changes.attempts().forEach(row -> attempts.put(row.key(), row));
    changes.workers().forEach(row -> workers.put(row.worker(), row));
    history.addAll(changes.history());
    return changes;
  }

  /** Exactly the rows that were asked for, so that a row nobody asked for is missed. */
  Loaded load(Wanted wanted) {
    Map<RepositoryId, Long> known = new HashMap<>(sequences);
    known.keySet().retainAll(wanted.repositories());
    return new Loaded(
        known,
        wanted.plans().stream().filter(plans::containsKey).map(plans::get).toList(),
        wanted.tasks().stream().filter(tasks::containsKey).map(tasks::get).toList(),
        attempts.values().stream()
            .filter(row ->
                wanted.attempts().contains(row.key()) || wanted.tasks().contains(row.key().task()))
            .toList(),
        List.copyOf(workers.values()));
  }

  PlanRow plan(Story story) {
    return some(plans.get(story.plan()));
  }

  TaskRow task(Story story, String key) {
    return some(tasks.get(story.task(key)));
  }

  AttemptRow attempt(Story story, String key, int number) {
    return some(attempts.get(new AttemptKey(story.task(key), number)));
  }

  private static <T> T some(@Nullable T row) {
    if (row == null) {
      throw new AssertionError("no such row");
    }
    return row;
  }
}
