package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskId;

/** One try of a task, by its number. */
public record AttemptKey(TaskId task, int number) {

  static AttemptKey of(AttemptRef attempt) {
    return new AttemptKey(attempt.task(), attempt.number());
  }
}
