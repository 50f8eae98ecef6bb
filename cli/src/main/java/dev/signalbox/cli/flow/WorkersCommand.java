package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.TextTable;
import dev.signalbox.cli.core.view.WorkerText;
import dev.signalbox.common.codec.MessageCodec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "workers",
    description = "Shows who works, lets workers pause, registers people and scripts.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      WorkersCommand.ListAll.class,
      WorkersCommand.Show.class,
      WorkersCommand.Drain.class,
      WorkersCommand.Resume.class,
      WorkersCommand.Register.class,
      WorkersCommand.Unregister.class
    })
final class WorkersCommand {
  private static final String ALL = "/api/v1/workers";

  private static String of(String id) {
    return ALL + "/" + Api.encoded(id);
  }

  @Command(name = "list", description = "Lists workers.", mixinStandardHelpOptions = true)
  static final class ListAll extends SignalboxCommand {
    @Option(names = "--all", description = "Also those not heard of for a day.")
    private boolean all;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      try (Api api = server.existing()) {
        JsonNode workers = Lists.in(Asking.of(api).get(ALL + "?all=" + all).body(), "workers");
        if (console.json()) {
          console.data(workers.toString());
          return ExitCode.OK;
        }
        List<List<String>> rows = new ArrayList<>(List.of(WorkerText.HEAD));
        workers.forEach(worker -> rows.add(WorkerText.row(worker)));
        console.say(TextTable.lines(rows));
        return ExitCode.OK;
      }
    }
  }

  /** A request about one worker. */
  abstract static class OfOne extends SignalboxCommand {
    @Parameters(paramLabel = "ID", description = "The worker.")
    private String id = "";

    @Mixin private ServerOptions server = new ServerOptions();

    abstract void ask(Console console, Asking asking, String id);

    @Override
    final ExitCode run(Console console) {
      try (Api api = server.existing()) {
        ask(console, Asking.of(api), id);
        return ExitCode.OK;
      }
    }

    static void tell(Console console, JsonNode answer, String sentence) {
      if (console.json()) {
        console.data(answer.toString());
      } else {
        console.say(sentence);
      }
    }
  }

  @Command(name = "show", description = "Shows one worker.", mixinStandardHelpOptions = true)
  static final class Show extends OfOne {
    @Override
    void ask(Console console, Asking asking, String id) {
      JsonNode worker = asking.get(of(id)).body();
      if (console.json()) {
        console.data(worker.toString());
      } else {
        console.say(WorkerText.lines(worker, Instant.now(), ZoneId.systemDefault()));
      }
    }
  }

  @Command(
      name = "drain",
      description = "Lets a worker take nothing new; what it runs goes on.",
      mixinStandardHelpOptions = true)
  static final class Drain extends OfOne {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; shown with the worker.")
    private String reason = "";

    @Override
    void ask(Console console, Asking asking, String id) {
      String wish = MessageCodec.mapper().createObjectNode().put("reason", reason).toString();
      JsonNode answer = asking.post(of(id) + "/drain", wish).body();
      tell(console, answer, id + " drains: it takes no more work and finishes what it has");
    }
  }

  @Command(
      name = "resume",
      description = "Lets a worker take work again.",
      mixinStandardHelpOptions = true)
  static final class Resume extends OfOne {
    @Override
    void ask(Console console, Asking asking, String id) {
      JsonNode answer = asking.post(of(id) + "/resume", "{}").body();
      tell(console, answer, id + " takes work again");
    }
  }

  @Command(
      name = "register",
      description = "Registers a person, a script or an agent; prints its token, once.",
      mixinStandardHelpOptions = true)
  static final class Register extends OfOne {
    @Option(
        names = "--kind",
        paramLabel = "person|script|agent",
        description = "What it is (default: person).")
    private String kind = "person";

    @Option(names = "--name", paramLabel = "NAME", description = "For people to read.")
    private String name = "";

    @Option(names = "--skill", paramLabel = "SKILL", description = "What it can do; may repeat.")
    private List<String> skills = new ArrayList<>();

    @Option(
        names = "--capacity",
        paramLabel = "N",
        description = "How many tasks it takes at one time (default: 1).")
    private int capacity = 1;

    @Option(
        names = "--with",
        paramLabel = "KEY=VALUE",
        description = "Anything else, as in githubUsername=ann; may repeat.")
    private @Nullable Map<String, String> metadata;

    @Override
    void ask(Console console, Asking asking, String id) {
      ObjectNode wanted =
          MessageCodec.mapper()
              .createObjectNode()
              .put("id", id)
              .put("kind", kind)
              .put("name", name)
              .put("capacity", capacity);
      ArrayNode can = wanted.putArray("skills");
      skills.forEach(can::add);
      ObjectNode more = wanted.putObject("metadata");
      if (metadata != null) {
        metadata.forEach(more::put);
      }
      JsonNode answer = asking.post(ALL, wanted.toString()).body();
      tell(console, answer, answer.path("token").asString(""));
    }
  }

  @Command(
      name = "unregister",
      description = "Removes a worker that was registered.",
      mixinStandardHelpOptions = true)
  static final class Unregister extends OfOne {
    @Override
    void ask(Console console, Asking asking, String id) {
      JsonNode answer = asking.delete(of(id)).body();
      tell(console, answer, id + " is not registered any more");
    }
  }
}
