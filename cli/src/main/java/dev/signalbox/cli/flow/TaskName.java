package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.id.TaskId;

/** A task as the user names it: {@code PLAN/KEY}. */
record TaskName(TaskId task) {
  static TaskName parse(String text) {
    try {
      return new TaskName(TaskId.of(text));
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "not a task: " + text,
          "",
          "write PLAN/KEY with the plan's id; signalbox plan list shows the ids");
    }
  }

  String path() {
    return "/api/v1/tasks/" + task.plan() + "/" + Api.encoded(task.key().value());
  }
}
