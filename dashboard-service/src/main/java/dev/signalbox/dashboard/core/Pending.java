package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one live view has still to be sent: the last row of each plan and task, however often they
 * changed. With too many of them it gives up and says so, once.
 */
public final class Pending {
  private final Map<PlanId, PlanRow> plans = new LinkedHashMap<>();
  private final Map<TaskId, TaskRow> tasks = new LinkedHashMap<>();
  private final int limit;
  private final @Nullable PlanId only;
  private Cursor seen = new Cursor(new TreeMap<>());
  private boolean waiting;
  private boolean overflown;

  /**
   * @param only the plan whose tasks are wanted; absent for plans without tasks
   * @param limit how many rows may wait
   */
  public Pending(Optional<PlanId> only, int limit) {
    this.only = only.orElse(null);
    this.limit = limit;
  }

  /** Sets what the view has seen already; rows it covers are not sent again. */
  public void startAt(Cursor start) {
    seen = start.and(seen.seen());
    plans.values().removeIf(row -> start.covers(row.progress().point()));
    tasks.values().removeIf(row -> start.covers(row.status().point()));
    waiting = !plans.isEmpty() || !tasks.isEmpty();
  }

  /** Adds what a batch changed. */
  public void add(Live live) {
    for (PlanRow row : live.plans()) {
      if (concerns(row.plan()) && !seen.covers(row.progress().point())) {
        plans.put(row.plan(), row);
        waiting = true;
      }
    }
    for (TaskRow row : live.tasks()) {
      if (row.id().plan().equals(only) && !seen.covers(row.status().point())) {
        tasks.put(row.id(), row);
        waiting = true;
      }
    }
    seen = seen.and(live.reached());
    overflown |= plans.size() + tasks.size() > limit;
  }

  /** What the view will have seen once it was sent all that waits. */
  public Cursor seen() {
    return seen;
  }

  /** Whether there is something to send. */
  public boolean isWaiting() {
    return waiting || overflown;
  }

  /** Takes all that waits; empty when it was too much, and the view has to start over. */
  public Optional<Waiting> drain() {
    Waiting all = new Waiting(seen, List.copyOf(plans.values()), List.copyOf(tasks.values()));
    boolean lost = overflown;
    plans.clear();
    tasks.clear();
    waiting = false;
    overflown = false;
    return lost ? Optional.empty() : Optional.of(all);
  }

  private boolean concerns(PlanId plan) {
    return only == null || only.equals(plan);
  }

  /** One frame's content, and the cursor after it. */
  public record Waiting(Cursor cursor, List<PlanRow> plans, List<TaskRow> tasks) {}
}
