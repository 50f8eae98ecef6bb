package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands a plan to the server, once, whatever happens to the connection. */
final class SubmitPlan {
  private static final int TRIES = 5;

  private SubmitPlan() {}

  /** What the server made of the plan. */
  record Accepted(
      String plan,
      String name,
      @Nullable String location,
      @Nullable String target,
      @Nullable String mergeBranch,
      @Nullable String base) {}

  static Accepted submit(Api api, Console console, PlanFile file) {
    String path = "/api/v1/plans?wait=30s&directory=" + Api.encoded(file.directory().toString());
    Answer answer = send(api, console, path, file.document());
    if (answer.ok()) {
      return api.as(answer.body(), Accepted.class);
    }
    if (answer.status() == 422 || !api.problems(answer).isEmpty()) {
      file.show(console, api.problems(answer), false);
      throw new RefusedPlan();
    }
    throw new CommandFailure(
        ExitCode.FAILURE, "the server did not take the plan", answer.detail(), "");
  }

  /** The same key with every try: a plan that did arrive is not taken twice. */
  private static Answer send(Api api, Console console, String path, String document) {
    Map<String, String> headers =
        Map.of(
            "Content-Type", "application/yaml",
            "X-Submitted-By", System.getProperty("user.name", "unknown"),
            "Idempotency-Key", UUID.randomUUID().toString());
    for (int attempt = 1; ; attempt++) {
      try {
        Answer answer = api.post(path, document, headers);
        if (answer.status() != 503 || attempt == TRIES) {
          return answer;
        }
        console.step("the server is not ready, trying again");
      } catch (IOException away) {
        if (attempt == TRIES) {
          throw new CommandFailure(
              ExitCode.UNREACHABLE,
              "no server answers at " + api.url(),
              away.toString(),
              "start one with: signalbox up");
        }
        console.step("no answer from " + api.url() + ", trying again");
      }
      StartServer.pause();
    }
  }

  /** The plan was refused and every reason has been shown. */
  static final class RefusedPlan extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
