package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** What a user may ask of a plan that is there. */
final class PlanActions {
  private PlanActions() {}

  /** One request on one plan. */
  abstract static class Action extends SignalboxCommand {
    @Parameters(
        paramLabel = "ID",
        description = "The plan: its id, the beginning of it, or its name.")
    private String plan = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the plan.")
    private String reason = "";

    @Mixin private ServerOptions server = new ServerOptions();

    abstract String verb();

    ObjectNode body() {
      return MessageCodec.mapper().createObjectNode().put("reason", reason);
    }

    @Override
    final ExitCode run(Console console) {
      try (Api api = server.existing()) {
        Asking asking = Asking.of(api);
        String id = asking.planId(plan);
        asking.post("/api/v1/plans/" + id + "/" + verb(), body().toString());
        if (console.json()) {
          console.data(
              MessageCodec.mapper()
                  .createObjectNode()
                  .put("plan", id)
                  .put("asked", verb())
                  .toString());
        } else {
          console.say("asked to " + verb() + " " + id);
        }
        return ExitCode.OK;
      }
    }
  }

  @Command(
      name = "cancel",
      description = "Ends a plan: waiting tasks are cancelled, running ones asked to stop.",
      mixinStandardHelpOptions = true)
  static final class Cancel extends Action {
    @Override
    String verb() {
      return "cancel";
    }
  }

  @Command(
      name = "pause",
      description = "Starts nothing new of a plan until it is resumed.",
      mixinStandardHelpOptions = true)
  static final class Pause extends Action {
    @Override
    String verb() {
      return "pause";
    }
  }

  @Command(
      name = "resume",
      description = "Lets a paused plan go on.",
      mixinStandardHelpOptions = true)
  static final class Resume extends Action {
    @Override
    String verb() {
      return "resume";
    }
  }

  @Command(
      name = "retry",
      description = "Tries failed tasks again, with their skipped dependents.",
      mixinStandardHelpOptions = true)
  static final class Retry extends Action {
    @Option(
        names = "--task",
        paramLabel = "KEY",
        description = "A task to try again; may be repeated (default: all failed ones).")
    private List<String> tasks = new ArrayList<>();

    @Override
    String verb() {
      return "retry";
    }

    @Override
    ObjectNode body() {
      ObjectNode body = super.body();
      if (!tasks.isEmpty()) {
        tasks.forEach(body.putArray("tasks")::add);
      }
      return body;
    }
  }
}
