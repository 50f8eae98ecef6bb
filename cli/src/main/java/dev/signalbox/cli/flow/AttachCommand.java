package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.process.Attached;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.terminal.TaskTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "attach",
    description = "Shows the terminal of a running task with executor: tmux; leave with Ctrl-B D.",
    mixinStandardHelpOptions = true)
final class AttachCommand extends SignalboxCommand {
  private static final Set<String> AT_WORK = Set.of("CLAIMED", "RUNNING");

  @Parameters(paramLabel = "PLAN/KEY", description = "The task.")
  private String task = "";

  @Option(names = "--read-only", description = "See it only: what is typed is not passed on.")
  private boolean readOnly;

  @Option(names = "--print", description = "Print the command that attaches, and do nothing.")
  private boolean print;

  @Mixin private ServerOptions server = new ServerOptions();

  @Override
  ExitCode run(Console console) {
    TaskName name = TaskName.parse(task);
    try (Api api = server.existing()) {
      Asking asking = Asking.of(api);
      JsonNode answer = asking.get(name.path(asking)).body();
      JsonNode now = answer.path("task");
      String state = now.path("state").asString("");
      if (!AT_WORK.contains(state)) {
        throw new CommandFailure(
            ExitCode.NOT_FOUND,
            name.key() + " has no terminal: it is " + state,
            "",
            "what it has written: signalbox logs " + task);
      }
      PlanId plan = new PlanId(UUID.fromString(answer.path("plan").asString("")));
      TaskTerminal terminal =
          TaskTerminal.of(plan, new TaskKey(name.key()), now.path("attempt").asInt(1));
      return attach(console, asking, now.path("worker").asString(""), terminal);
    }
  }

  private ExitCode attach(Console console, Asking asking, String worker, TaskTerminal terminal) {
    List<String> words = terminal.attach(readOnly);
    boolean here = Files.exists(Path.of(terminal.socket()));
    boolean shown = !print && !console.json() && Attached.isPossible();
    if (here && shown) {
      return Attached.run(words);
    }
    String host = hostOf(asking, worker);
    if (!here && host.equals(Hosts.own())) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND,
          "there is no terminal of " + task + " on this machine",
          "it runs here, on worker " + worker,
          "only tasks with executor: tmux have one; see: signalbox logs -f " + task);
    }
    tell(console, host, here, String.join(" ", words));
    return ExitCode.OK;
  }

  private void tell(Console console, String host, boolean here, String command) {
    if (console.json()) {
      var document = MessageCodec.mapper().createObjectNode().put("task", task);
      console.data(document.put("host", host).put("command", command).toString());
      return;
    }
    if (!here) {
      console.note("it runs on " + host + "; if it has executor: tmux, type this there:");
    }
    console.say(command);
  }

  private static String hostOf(Asking asking, String worker) {
    return Lists.in(asking.get("/api/v1/workers").body(), "workers")
        .valueStream()
        .filter(each -> each.path("worker").asString("").equals(worker))
        .map(each -> each.path("host").asString(""))
        .findFirst()
        .orElse(worker);
  }
}
