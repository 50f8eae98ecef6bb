package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.PlanChange.TaskChanged;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tries of tasks. Changes and events reach them over two topics, in any order. */
final class Attempts {
  private final Map<AttemptKey, AttemptRow> rows = new HashMap<>();
  private final Map<AttemptKey, AttemptRow> changed = new LinkedHashMap<>();

  Attempts(Iterable<AttemptRow> loaded) {
    loaded.forEach(row -> rows.put(row.key(), row));
  }

  /**
   * The task moved.
   *
   * @param before the task as it was
   */
  void moved(TaskRow before, TaskChanged change) {
    AttemptRef current = change.attempt();
    closeFormer(before, change, current);
    if (current == null) {
      return;
    }
    AttemptRow row = row(current).moved(change);
    put(isOver(change.to()) ? row.left(change.at(), outcome(change.to())) : row);
  }

  void told(TaskEvent event, EventText text) {
    if (event instanceof TaskEvent.Progressed told && told.progress().cost() != null) {
      put(row(event.attempt()).cost(told.progress().cost()));
    }
    if (event instanceof TaskEvent.MergeNoted) {
      put(row(event.attempt()).noted(text.detail().lines().findFirst().orElse("")));
    }
    AttemptEnd end = text.end();
    if (end != null) {
      put(row(event.attempt()).told(end));
    }
  }

  List<AttemptRow> changed() {
    return List.copyOf(changed.values());
  }

  private void closeFormer(TaskRow before, TaskChanged change, @Nullable AttemptRef current) {
    TaskStatus status = before.status();
    boolean another = current == null || current.number() != status.attempt();
    if (!status.state().isActive() || !another) {
      return;
    }
    AttemptRow former = rows.get(new AttemptKey(before.id(), status.attempt()));
    if (former != null) {
      String how = change.to().isActive() ? "REPLACED" : outcome(change.to());
      put(former.left(change.at(), how));
    }
  }

  private AttemptRow row(AttemptRef attempt) {
    AttemptRow known = rows.get(AttemptKey.of(attempt));
    return known == null ? AttemptRow.of(attempt) : known;
  }

  private void put(AttemptRow row) {
    rows.put(row.key(), row);
    changed.put(row.key(), row);
  }

  private static boolean isOver(TaskState to) {
    return !to.isActive() && to != TaskState.NEEDS_HUMAN && to != TaskState.PAUSED;
  }

  private static String outcome(TaskState to) {
    return switch (to) {
      case COMPLETED, FAILED, CANCELLED, SKIPPED -> to.name();
      case RETRY_WAIT -> "FAILED";
      case PENDING, READY, NEEDS_HUMAN, PAUSED -> "ENDED";
      case QUEUED, CLAIMED, RUNNING, VERIFYING, MERGING -> "REPLACED";
    };
  }
}
