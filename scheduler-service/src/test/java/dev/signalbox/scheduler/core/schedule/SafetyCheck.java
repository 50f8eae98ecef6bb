package dev.signalbox.scheduler.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.scheduler.core.lifecycle.Transitions;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Watches a core from outside: what it was told and what it says must fit the invariants. */
final class SafetyCheck {
  private final Map<AttemptRef, Footprint> open = new LinkedHashMap<>();
  private final Map<AttemptRef, Footprint> intents = new HashMap<>();
  private final Map<TaskId, TaskState> states = new HashMap<>();
  private final Set<AttemptRef> closing = new HashSet<>();
  private long lastToken;
  private Set<AttemptRef> named = Set.of();

  /** Attempts that may still hold a claim, as far as anybody outside knows. */
  Collection<AttemptRef> open() {
    return open.keySet();
  }

  TaskState state(TaskId task) {
    return states.getOrDefault(task, TaskState.PENDING);
  }

  /** What the worker says next that it has. */
  void has(Set<AttemptRef> running) {
    named = Set.copyOf(running);
  }

  /** An attempt that its worker names is not ended for what the worker says. */
  void afterHeartbeat(Collection<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.StopAttempt stop) {
        assertThat(named).as("I7: a live attempt goes on").doesNotContain(stop.attempt());
      }
    }
  }

  /** What ends an attempt, ends it before the core hears of it. */
  void before(Input input) {
    if (input instanceof Input.Revoked revoked) {
      open.remove(revoked.attempt());
    } else if (input instanceof Input.Happened happened) {
      ended(happened.event());
    }
  }

  void after(Collection<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.Publish publish -> published(publish);
        case Effect.TaskMoved moved -> moved(moved);
        case Effect.StopAttempt stop -> closing.add(stop.attempt());
        case Effect.PlanAccepted accepted -> {}
        case Effect.DeadlockFound found -> assertThat(found.cycle()).contains(found.victim());
        case Effect.PlanMoved moved -> {}
        case Effect.TaskProgressed told -> {}
        case Effect.TaskNoted noted ->
            assertThat(state(noted.as().task())).isEqualTo(noted.as().to());
        case Effect.HandIn done -> assertThat(open).containsKey(done.attempt());
        case Effect.PlanAmended amended -> {}
        case Effect.RevokeClaim revoke -> {}
        case Effect.SeekMerge seek -> {}
        case Effect.ClaimReleased released -> assertThat(open()).contains(released.attempt());
        case Effect.EndRecovery end -> {}
        case Effect.Ignored ignored -> {}
        case Effect.Refused refused -> {}
      }
    }
  }

  private void ended(TaskEvent event) {
    switch (event) {
      case TaskEvent.Completed completed -> open.remove(completed.attempt());
      case TaskEvent.Failed failed -> open.remove(failed.attempt());
      case TaskEvent.Stopped stopped -> open.remove(stopped.attempt());
      case TaskEvent.Deferred deferred -> open.remove(deferred.attempt());
      case TaskEvent.ClaimClosed closed -> {
        if (closed.by() != ClosedBy.RELEASE || closing.contains(closed.attempt())) {
          open.remove(closed.attempt());
        }
      }
      case TaskEvent.NoRoom noRoom -> open.remove(noRoom.attempt());
      case TaskEvent.Progressed progressed -> {}
      case TaskEvent.NearsTimeout warning -> {}
      case TaskEvent.Claimed claimed -> {}
      case TaskEvent.Started started -> {}
      case TaskEvent.WithPerson person -> {}
      case TaskEvent.Verifying verifying -> nearsMerge(verifying.attempt());
      case TaskEvent.Waiting waiting -> nearsMerge(waiting.attempt());
      case TaskEvent.Merging merging -> nearsMerge(merging.attempt());
      case TaskEvent.MergeNoted noted -> {}
      case TaskEvent.ClaimGranted granted -> {}
    }
  }

  /** An intent is in nobody's way until the work is done. */
  private void nearsMerge(AttemptRef attempt) {
    open.computeIfPresent(
        attempt, (same, held) -> held.and(intents.getOrDefault(same, Footprint.NOTHING)));
  }

  private void published(Effect.Publish publish) {
    AttemptRef attempt = publish.attempt();
    assertThat(attempt.token().value()).as("tokens grow").isGreaterThan(lastToken);
    lastToken = attempt.token().value();
    open.forEach((other, held) ->
        assertThat(publish.footprint().firstConflict(held))
            .as("I1: %s beside %s", attempt, other)
            .isEmpty());
    publish
        .task()
        .needs()
        .forEach(need ->
            assertThat(state(new TaskId(attempt.task().plan(), need)))
                .as("I4: need %s of %s", need, attempt)
                .isEqualTo(TaskState.COMPLETED));
    open.put(attempt, publish.footprint());
    Footprint intent = publish.intent();
    if (intent != null) {
      intents.put(attempt, intent);
    }
  }

  private void moved(Effect.TaskMoved moved) {
    assertThat(state(moved.task())).as("%s", moved).isEqualTo(moved.from());
    assertThat(Transitions.legal(moved.from(), moved.to())).as("%s", moved).isTrue();
    states.put(moved.task(), moved.to());
  }
}
