package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.ProblemText;
import dev.signalbox.cli.flow.SubmitPlan.Accepted;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.plan.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A plan's file that is too long to be read here first: it is sent as it lies there, and the server
 * checks it. Meanwhile it is said how far that is.
 */
final class LongPlan {
  private static final long LONG = 8L << 20;

  private final Api api;
  private final Console console;
  private final Path file;

  LongPlan(Api api, Console console, Path file) {
    this.api = api;
    this.console = console;
    this.file = file;
  }

  /** Whether the file is that long. */
  static boolean is(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) > LONG;
    } catch (IOException unknown) {
      return false;
    }
  }

  /** Hands it in. */
  Accepted submit() {
    String key = UUID.randomUUID().toString();
    try (HandingIn progress = HandingIn.start(api, console, key)) {
      Answer answer = send(key, progress);
      if (answer.ok()) {
        Accepted accepted = api.as(answer.body(), Accepted.class);
        progress.say("accepted");
        return accepted;
      }
      List<Problem> problems = api.problems(answer);
      if (!problems.isEmpty()) {
        show(problems);
        throw new SubmitPlan.RefusedPlan();
      }
      throw new CommandFailure(
          ExitCode.FAILURE, "the server did not take the plan", answer.detail(), "");
    } catch (IOException away) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "the plan could not be sent to " + api.url(),
          away.toString(),
          "start a server with: signalbox up");
    }
  }

  private Answer send(String key, HandingIn progress) throws IOException {
    Path directory =
        Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file is in one");
    String path = "/api/v1/plans?wait=10m&directory=" + Api.encoded(directory.toString());
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/yaml",
            "X-Submitted-By",
            System.getProperty("user.name", "unknown"),
            "Idempotency-Key",
            key);
    long length = Files.size(file);
    return api.post(path, () -> progress.counted(opened(), length), length, headers);
  }

  private InputStream opened() {
    try {
      return Files.newInputStream(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  /** Without the lines of the file, which is too long to look them up in. */
  private void show(List<Problem> problems) {
    ProblemText text = new ProblemText(file.toString(), "", console.paint());
    problems.forEach(problem -> text.lines(problem).forEach(console::note));
    if (console.json()) {
      console.data(
          MessageCodec.mapper()
              .writeValueAsString(
                  Map.of("valid", false, "file", file.toString(), "problems", problems)));
    }
  }
}
