package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.TaskId;

/** A task as the dashboard keeps it. */
public record TaskRow(TaskFacts facts, TaskStatus status) {

  public TaskId id() {
    return facts.id();
  }

  TaskRow with(TaskFacts said) {
    return new TaskRow(said, status);
  }

  TaskRow with(TaskStatus now) {
    return new TaskRow(facts, now);
  }
}
