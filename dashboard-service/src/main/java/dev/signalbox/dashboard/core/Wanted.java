package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.WorkerMessage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which rows a batch of messages may change; they are read before the board takes the batch. */
public record Wanted(
    Set<RepositoryId> repositories,
    Set<PlanId> plans,
    Set<TaskId> tasks,
    Set<AttemptKey> attempts) {

  /** What these messages are about. */
  public static Wanted by(Collection<Received> batch) {
    Wanted wanted =
        new Wanted(
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>());
    batch.forEach(wanted::add);
    return wanted;
  }

  /** The tasks that were there before and are others now. */
  static Set<TaskId> amended(PlanChange.Amended change) {
    return Stream.of(change.needs(), change.waves(), change.priorities())
        .flatMap(changed -> changed.keySet().stream())
        .map(key -> new TaskId(change.plan(), key))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void add(Received received) {
    switch (received.message()) {
      case PlanChange change -> add(change);
      case TaskEvent event -> attempts.add(AttemptKey.of(event.attempt()));
      case LogChunk _, WorkerMessage _, SubmissionRejected _ -> {}
      case Submission _, Assignment _, Control _ -> {}
    }
  }

  private void add(PlanChange change) {
    repositories.add(change.repository());
    plans.add(change.plan());
    if (change instanceof PlanChange.Amended amended) {
      tasks.addAll(amended(amended));
    }
    if (change instanceof PlanChange.TaskProgressed told) {
      tasks.add(new TaskId(told.plan(), told.task()));
    }
    if (change instanceof PlanChange.TaskChanged moved) {
      tasks.add(new TaskId(moved.plan(), moved.task()));
      var attempt = moved.attempt();
      if (attempt != null) {
        attempts.add(AttemptKey.of(attempt));
      }
    } else if (change instanceof PlanChange.TasksAdded added) {
      added.tasks().forEach(task -> tasks.add(new TaskId(added.plan(), task.key())));
    }
  }
}
