package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.TaskEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes messages down as lines of history. */
final class HistoryLines {

  private HistoryLines() {}

  /** The line; none for what is told often and soon out of date. */
  static Optional<HistoryRow> of(PlanChange change, Position where) {
    return switch (change) {
      case PlanChange.Accepted accepted -> Optional.of(accepted(accepted, where));
      case PlanChange.TasksAdded added -> Optional.of(added(added, where));
      case PlanChange.TaskChanged moved -> Optional.of(moved(moved, where));
      case PlanChange.TaskProgressed _ -> Optional.empty();
      case PlanChange.StateChanged moved -> Optional.of(moved(moved, where));
      case PlanChange.Amended amended -> Optional.of(amended(amended, where));
      case PlanChange.ClaimReleased released -> Optional.of(released(released, where));
    };
  }

  static Optional<HistoryRow> of(TaskEvent event, EventText text, Position where) {
    return event instanceof TaskEvent.Progressed
        ? Optional.empty()
        : Optional.of(line(event, text, where));
  }

  private static HistoryRow line(TaskEvent event, EventText text, Position where) {
    var task = event.attempt().task();
    return new HistoryRow(
        where,
        task.plan(),
        task.key().value(),
        event.at(),
        text.type(),
        null,
        null,
        event.attempt().number(),
        value(text.worker()),
        text.branch(),
        text.commit(),
        text.detail());
  }

  private static HistoryRow accepted(PlanChange.Accepted change, Position where) {
    return new HistoryRow(
        where,
        change.plan(),
        null,
        change.at(),
        "plan.accepted",
        null,
        null,
        null,
        null,
        change.mergeBranch(),
        change.base(),
        "by " + change.submittedBy());
  }

  private static HistoryRow added(PlanChange.TasksAdded change, Position where) {
    return new HistoryRow(
        where,
        change.plan(),
        null,
        change.at(),
        "plan.tasks",
        null,
        null,
        null,
        null,
        null,
        null,
        change.tasks().size() + " more tasks");
  }

  private static HistoryRow moved(PlanChange.TaskChanged change, Position where) {
    var from = change.from();
    var attempt = change.attempt();
    return new HistoryRow(
        where,
        change.plan(),
        change.task().value(),
        change.at(),
        "task.changed",
        from == null ? null : from.name(),
        change.to().name(),
        attempt == null ? null : attempt.number(),
        value(change.worker()),
        change.branch(),
        change.commit(),
        change.reason());
  }

  private static HistoryRow moved(PlanChange.StateChanged change, Position where) {
    return new HistoryRow(
        where,
        change.plan(),
        null,
        change.at(),
        "plan.changed",
        null,
        change.state().name(),
        null,
        null,
        null,
        null,
        change.reason());
  }

  private static HistoryRow amended(PlanChange.Amended change, Position where) {
    return new HistoryRow(
        where,
        change.plan(),
        null,
        change.at(),
        "plan.amended",
        null,
        null,
        null,
        null,
        null,
        null,
        words(change));
  }

  private static HistoryRow released(PlanChange.ClaimReleased change, Position where) {
    return new HistoryRow(
        where,
        change.plan(),
        change.task().value(),
        change.at(),
        "claim.released",
        null,
        null,
        change.attempt().number(),
        null,
        null,
        null,
        words(change));
  }

  /** Who did it may be unknown, and why may be untold. */
  private static String words(PlanChange.ClaimReleased change) {
    String by = change.by().isEmpty() ? "" : "by " + change.by();
    String between = by.isEmpty() || change.reason().isEmpty() ? "" : ": ";
    String then = change.hold() ? " (then waits for a person)" : " (then tried again)";
    return (by + between + change.reason() + then).strip();
  }

  private static String words(PlanChange.Amended change) {
    List<String> words = new ArrayList<>();
    if (!change.needs().isEmpty()) {
      words.add("needs added to " + change.needs().size() + " tasks");
    }
    if (!change.priorities().isEmpty()) {
      words.add("another priority for " + change.priorities().size() + " tasks");
    }
    if (change.maxWorkers() != null) {
      words.add("at most " + change.maxWorkers() + " at one time");
    }
    String what = String.join(", ", words);
    return change.reason().isEmpty() ? what : what + ": " + change.reason();
  }

  private static @Nullable String value(@Nullable WorkerId worker) {
    return worker == null ? null : worker.value();
  }
}
