package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.ReplayText;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.simulator.RecordedRun;
import dev.signalbox.simulator.RecordedRun.Difference;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Decides again what a scheduler recorded. */
@Command(
    name = "replay",
    description = "Decides again what a scheduler recorded, and compares.",
    mixinStandardHelpOptions = true)
final class ReplayCommand extends SignalboxCommand {
  @Parameters(
      paramLabel = "FILE",
      description = "What a scheduler wrote by its setting signalbox.scheduler.recording.")
  private Path file = Path.of("");

  @Override
  ExitCode run(Console console) {
    RecordedRun run = new RecordedRun();
    Optional<Difference> found = replay(console, run);
    if (run.sums().lines() == 0) {
      throw unreadable("it is empty");
    }
    if (console.json()) {
      console.data(MessageCodec.mapper().writeValueAsString(document(run, found)));
    } else if (found.isPresent()) {
      ReplayText.different(run.sums(), found.get()).forEach(console::say);
    } else {
      console.say(ReplayText.same(run.sums()));
    }
    return found.isPresent() ? ExitCode.FAILURE : ExitCode.OK;
  }

  private Optional<Difference> replay(Console console, RecordedRun run) {
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      String line = lines.readLine();
      Optional<Difference> found = Optional.empty();
      while (line != null && found.isEmpty()) {
        String next = lines.readLine();
        found = take(console, run, line, next);
        line = next;
      }
      return found;
    } catch (IOException failure) {
      throw unreadable(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }
  }

  /** The last line may have been cut off when its writer was killed. */
  private Optional<Difference> take(
      Console console, RecordedRun run, String line, @Nullable String next) {
    try {
      return run.take(line);
    } catch (IllegalArgumentException wrong) {
      long number = run.sums().lines();
      if (next != null || number == 1) {
        throw unreadable("line " + number + ": " + wrong.getMessage());
      }
      console.note("the last line, " + number + ", is cut off");
      return Optional.empty();
    }
  }

  private CommandFailure unreadable(String why) {
    return new CommandFailure(
        ExitCode.USAGE,
        file + " is no recording that can be read",
        why,
        "name the file that a scheduler writes by signalbox.scheduler.recording");
  }

  private static Map<String, Object> document(RecordedRun run, Optional<Difference> found) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("same", found.isEmpty());
    document.put("sums", run.sums());
    found.ifPresent(difference -> document.put("difference", difference));
    return document;
  }
}
