package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** One request that changes a plan or a task, with the words for what came of it. */
abstract class Action extends SignalboxCommand {
  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept with the plan.")
  private String reason = "";

  @Mixin private ServerOptions server = new ServerOptions();

  /** What it is about, in the words of the user. */
  abstract String subject();

  /** Where the server has it. */
  abstract String path(Asking asking);

  abstract String verb();

  /** What is so once it is done. */
  abstract String applied(String subject);

  /** Why there may be nothing to do. */
  abstract String unchanged(String subject);

  ObjectNode body() {
    return MessageCodec.mapper().createObjectNode().put("reason", reason);
  }

  @Override
  final ExitCode run(Console console) {
    String body = body().toString();
    String subject = subject();
    try (Api api = server.existing()) {
      Asking asking = Asking.of(api);
      var answer = asking.post(path(asking) + "/" + verb(), body);
      return CommandAnswer.show(console, answer, applied(subject), unchanged(subject));
    }
  }
}
