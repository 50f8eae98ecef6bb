package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.ProgramCheck;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.TextTable;
import dev.signalbox.common.agent.AgentTemplate;
import dev.signalbox.common.agent.AgentTemplates;
import dev.signalbox.common.codec.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

@Command(
    name = "agents",
    description = "The coding agents whose command lines are ready to use.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AgentsCommand.Listing.class,
      AgentsCommand.Show.class,
      AgentsCommand.Check.class
    })
final class AgentsCommand {

  @Command(name = "list", description = "Lists them.", mixinStandardHelpOptions = true)
  static final class Listing extends SignalboxCommand {
    @Override
    ExitCode run(Console console) {
      if (console.json()) {
        console.data(MessageCodec.mapper().writeValueAsString(AgentTemplates.all()));
        return ExitCode.OK;
      }
      List<List<String>> rows = new ArrayList<>(List.of(List.of("TEMPLATE", "AGENT", "PROGRAM")));
      AgentTemplates.all()
          .forEach(each -> rows.add(List.of(each.name(), each.title(), each.program())));
      console.say(TextTable.lines(rows));
      return ExitCode.OK;
    }
  }

  @Command(
      name = "show",
      description = "Shows the command of one, and how to use it in a plan.",
      mixinStandardHelpOptions = true)
  static final class Show extends SignalboxCommand {
    @Parameters(paramLabel = "NAME", description = "The template.")
    private String name = "";

    @Override
    ExitCode run(Console console) {
      AgentTemplate template = found(name);
      if (console.json()) {
        console.data(MessageCodec.mapper().writeValueAsString(template));
        return ExitCode.OK;
      }
      console.say(template.title() + ", " + words(template.checked()) + ": " + template.source());
      console.say("");
      console.say("  " + template.command());
      console.say("");
      console.say("in a plan:   agent: { template: " + name + ", model: MODEL, args: MORE }");
      console.say("for a run:   signalbox run plan.yaml --agent " + name + " --model MODEL");
      console.say("its keys:    " + String.join(", ", template.keys()));
      console.say(
          "             a worker passes them on when signalbox.worker.environment names them");
      return ExitCode.OK;
    }

    private static String words(String checked) {
      return switch (checked) {
        case "source" -> "options read in its source";
        case "manual" -> "options as in its manual";
        default -> "options as others use them, not looked up in its manual";
      };
    }
  }

  @Command(
      name = "check",
      description = "Looks which of them this machine has; 1 if a named one is missing.",
      mixinStandardHelpOptions = true)
  static final class Check extends SignalboxCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One of them (default: all).")
    private @Nullable String name;

    @Override
    ExitCode run(Console console) {
      String only = name;
      List<AgentTemplate> asked = only == null ? AgentTemplates.all() : List.of(found(only));
      List<List<String>> rows = new ArrayList<>(List.of(List.of("TEMPLATE", "PROGRAM", "VERSION")));
      ArrayNode document = MessageCodec.mapper().createArrayNode();
      boolean allThere = true;
      for (AgentTemplate template : asked) {
        Optional<String> version = ProgramCheck.version(template.program());
        allThere &= version.isPresent();
        rows.add(List.of(template.name(), template.program(), version.orElse("not on the PATH")));
        document
            .addObject()
            .put("template", template.name())
            .put("program", template.program())
            .put("version", version.orElse(null));
      }
      if (console.json()) {
        console.data(document.toString());
      } else {
        console.say(TextTable.lines(rows));
      }
      return allThere || only == null ? ExitCode.OK : ExitCode.FAILURE;
    }
  }

  private static AgentTemplate found(String name) {
    return AgentTemplates.named(name)
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.NOT_FOUND,
                "there is no agent template " + name,
                "",
                "use one of " + String.join(", ", AgentTemplates.names())));
  }
}
