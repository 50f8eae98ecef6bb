package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.io.IOException;
import java.util.Map;

/** Requests whose every answer but a good one ends the command. */
record Asking(Api api) {
  static Asking of(Api api) {
    return new Asking(api);
  }

  Answer get(String path) {
    try {
      return good(api.get(path));
    } catch (IOException away) {
      throw unreachable(away);
    }
  }

  Answer post(String path, String body) {
    try {
      return good(api.post(path, body, Map.of("Content-Type", "application/json")));
    } catch (IOException away) {
      throw unreachable(away);
    }
  }

  private static Answer good(Answer answer) {
    if (answer.ok()) {
      return answer;
    }
    ExitCode code =
        switch (answer.status()) {
          case 404 -> ExitCode.NOT_FOUND;
          case 401, 403 -> ExitCode.NOT_ALLOWED;
          case 409 -> ExitCode.CONFLICT;
          case 502, 503, 504 -> ExitCode.UNREACHABLE;
          default -> ExitCode.FAILURE;
        };
    throw new CommandFailure(code, answer.detail(), answer.code(), "");
  }

  private CommandFailure unreachable(IOException away) {
    return new CommandFailure(
        ExitCode.UNREACHABLE,
        "no server answers at " + api.url(),
        away.toString(),
        "start one with: signalbox up");
  }
}
