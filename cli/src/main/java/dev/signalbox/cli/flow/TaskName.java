package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;

/** A task as the user names it: {@code PLAN/KEY}. */
record TaskName(String plan, String key) {
  static TaskName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 1 || slash == text.length() - 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "not a task: " + text,
          "",
          "write PLAN/KEY, as in auth/fix-login; signalbox plan list shows the plans");
    }
    return new TaskName(text.substring(0, slash), text.substring(slash + 1));
  }

  String path(Asking asking) {
    return "/api/v1/tasks/" + asking.planId(plan) + "/" + Api.encoded(key);
  }
}
