package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.message.TaskEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of plans that are not here: kept for a while, in the order they came (S4-09). */
final class EarlyEvents {
  private record Early(TaskEvent event, Instant until) {
    PlanId plan() {
      return event.attempt().task().plan();
    }
  }

  private final Memory memory;
  private final Deque<Early> waiting = new ArrayDeque<>();
  private final Map<PlanId, Integer> plans = new HashMap<>();

  EarlyEvents(Memory memory) {
    this.memory = memory;
  }

  /** Keeps an event, and gives back those that have to go for it. */
  List<TaskEvent> keep(TaskEvent event, Instant now) {
    Early early = new Early(event, now.plus(memory.earlyAge()));
    waiting.add(early);
    plans.merge(early.plan(), 1, Integer::sum);
    List<TaskEvent> dropped = new ArrayList<>();
    while (waiting.size() > memory.earlyEvents()) {
      dropped.add(drop());
    }
    return dropped;
  }

  /** Gives back the events that have waited long enough. */
  List<TaskEvent> expire(Instant now) {
    List<TaskEvent> dropped = new ArrayList<>();
    while (!waiting.isEmpty() && !waiting.getFirst().until().isAfter(now)) {
      dropped.add(drop());
    }
    return dropped;
  }

  /** Takes out the events of a plan that came, in their order. */
  List<TaskEvent> take(PlanId plan) {
    if (plans.remove(plan) == null) {
      return List.of();
    }
    List<TaskEvent> taken =
        waiting.stream().filter(early -> early.plan().equals(plan)).map(Early::event).toList();
    waiting.removeIf(early -> early.plan().equals(plan));
    return taken;
  }

  boolean awaits(PlanId plan) {
    return plans.containsKey(plan);
  }

  Optional<Instant> next() {
    return Optional.ofNullable(waiting.peekFirst()).map(Early::until);
  }

  private TaskEvent drop() {
    Early oldest = waiting.removeFirst();
    plans.computeIfPresent(oldest.plan(), (plan, count) -> count == 1 ? null : count - 1);
    return oldest.event();
  }
}
