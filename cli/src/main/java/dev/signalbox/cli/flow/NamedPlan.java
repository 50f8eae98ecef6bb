package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A plan that a user names by its file, or by its id or name where a server has it. */
final class NamedPlan {
  private NamedPlan() {}

  /** The plan; nothing when the file is none, after its problems were shown. */
  static Optional<Plan> find(Console console, String named, ServerOptions server) {
    if (isFile(named)) {
      PlanFile file = PlanFile.read(Path.of(named));
      if (file.plan().isEmpty()) {
        file.show(console, file.reading().problems(), false);
      }
      return file.plan();
    }
    try (Api api = server.existing()) {
      Asking asking = Asking.of(api);
      return Optional.of(read(asking, asking.planId(named)));
    }
  }

  /** Whether the name is that of a file; ids and names of plans hardly ever are. */
  static boolean isFile(String named) {
    try {
      return Files.isRegularFile(Path.of(named))
          || named.endsWith(".yaml")
          || named.endsWith(".yml");
    } catch (InvalidPathException noPath) {
      return false;
    }
  }

  /** The plan as it was submitted. */
  static Plan read(Asking asking, String id) {
    String document = asking.text("/api/v1/plans/" + id + "/document").text();
    return switch (new PlanReader().read(document)) {
      case PlanReading.Valid valid -> valid.plan();
      case PlanReading.Invalid invalid ->
          throw new CommandFailure(
              ExitCode.FAILURE,
              "the server's plan cannot be read here",
              invalid.problems().getFirst().message(),
              "use the command line of the server's version");
    };
  }
}
