package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** What a user may ask of single tasks. */
final class TaskActions {
  private TaskActions() {}

  /** One request on one task. */
  abstract static class OnTask extends Action {
    @Parameters(paramLabel = "PLAN/KEY", description = "The task.")
    private String task = "";

    @Override
    final String subject() {
      return TaskName.parse(task).key();
    }

    @Override
    final String path(Asking asking) {
      return TaskName.parse(task).path(asking);
    }
  }

  @Command(
      name = "cancel",
      description = "Ends one task; what needs it is skipped.",
      mixinStandardHelpOptions = true)
  static final class Cancel extends OnTask {
    @Override
    String verb() {
      return "cancel";
    }

    @Override
    String applied(String key) {
      return key + " is cancelled, or asked to stop; what needs it is skipped";
    }

    @Override
    String unchanged(String key) {
      return key + " is over";
    }
  }

  @Command(
      name = "retry",
      description = "Tries one failed or cancelled task again, with what was skipped for it.",
      mixinStandardHelpOptions = true)
  static final class Retry extends OnTask {
    @Override
    String verb() {
      return "retry";
    }

    @Override
    String applied(String key) {
      return key + " is tried again";
    }

    @Override
    String unchanged(String key) {
      return key + " is tried already";
    }
  }

  @Command(
      name = "prioritise",
      description = "Gives tasks of one plan another class; the next decision knows it.",
      mixinStandardHelpOptions = true)
  static final class Prioritise extends SignalboxCommand {
    @Parameters(
        arity = "2..*",
        paramLabel = "PLAN/KEY... P0|P1|P2|P3",
        description = "The tasks, then their new class; P0 is the most urgent.",
        hideParamSyntax = true)
    private List<String> words = List.of();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the plan.")
    private String reason = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      String priority = PriorityName.of(words.getLast());
      List<TaskName> names =
          words.subList(0, words.size() - 1).stream().map(TaskName::parse).toList();
      String keys = names.stream().map(TaskName::key).collect(Collectors.joining(", "));
      try (Api api = server.existing()) {
        Asking asking = Asking.of(api);
        String path = "/api/v1/plans/" + asking.planId(onePlan(names)) + "/prioritise";
        var answer = asking.post(path, body(names, priority).toString());
        String verb = names.size() == 1 ? " is " : " are ";
        return CommandAnswer.show(
            console, answer, keys + verb + priority + " now", keys + verb + priority + " already");
      }
    }

    private ObjectNode body(List<TaskName> names, String priority) {
      ObjectNode body =
          MessageCodec.mapper().createObjectNode().put("reason", reason).put("priority", priority);
      names.forEach(name -> body.withArray("tasks").add(name.key()));
      return body;
    }

    private static String onePlan(List<TaskName> names) {
      String plan = names.getFirst().plan();
      if (names.stream().anyMatch(name -> !name.plan().equals(plan))) {
        throw new CommandFailure(
            ExitCode.USAGE, "these are tasks of several plans", "", "ask for one plan at a time");
      }
      return plan;
    }
  }
}
