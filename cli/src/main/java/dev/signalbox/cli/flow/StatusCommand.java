package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.Spans;
import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "status",
    description = "Shows whether the system is up, its address, plans and workers.",
    mixinStandardHelpOptions = true)
final class StatusCommand extends SignalboxCommand {
  @Mixin private HomeOptions place = new HomeOptions();

  @Override
  ExitCode run(Console console) {
    Optional<ServerFile> living = place.living();
    if (living.isEmpty()) {
      notUp(console);
      return ExitCode.UNREACHABLE;
    }
    ServerFile file = living.get();
    try (Api api = ServerOptions.of(file)) {
      JsonNode plans = list(api, "/api/v1/plans", "plans");
      JsonNode workers = list(api, "/api/v1/workers", "workers");
      show(console, file, plans, workers);
      if (!console.json()) {
        console.say(OpenPlans.lines(api, plans));
      }
    }
    return ExitCode.OK;
  }

  /** What a program gets to know of a running system. */
  static String json(ServerFile file, boolean started) {
    return object(file).put("started", started).toString();
  }

  private void notUp(Console console) {
    if (console.json()) {
      console.data(
          MessageCodec.mapper()
              .createObjectNode()
              .put("up", false)
              .put("home", place.home().toString())
              .toString());
    } else {
      console.say("not up: nothing runs in " + place.home());
      console.note("hint: start it with: signalbox up");
    }
  }

  private void show(Console console, ServerFile file, JsonNode plans, JsonNode workers) {
    if (console.json()) {
      ObjectNode all = object(file).put("home", place.home().toString());
      all.set("plans", plans);
      all.set("workers", workers);
      console.data(all.toString());
      return;
    }
    String uptime = Spans.of(Duration.between(file.startedAt(), Instant.now()));
    console.say("address  " + file.url());
    console.say("kafka    " + file.kafka());
    console.say("pid      " + file.pid() + ", " + file.state() + ", up for " + uptime);
    console.say("home     " + place.home());
    console.say("plans    " + plans.size() + PlanCommand.openOf(plans));
    console.say("workers  " + workers.size());
  }

  private static JsonNode list(Api api, String path, String member) {
    try {
      return Lists.in(api.get(path).body(), member);
    } catch (IOException notYet) {
      return MessageCodec.mapper().createArrayNode();
    }
  }

  private static ObjectNode object(ServerFile file) {
    JsonMapper json = MessageCodec.mapper();
    return json.createObjectNode()
        .put("up", true)
        .put("state", file.state())
        .put("pid", file.pid())
        .put("startedAt", file.startedAt().toString())
        .put("url", file.url())
        .put("port", file.port())
        .put("kafka", file.kafka());
  }
}
