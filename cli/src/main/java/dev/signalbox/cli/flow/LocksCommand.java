package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.hook.HeldFile;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.Moments;
import dev.signalbox.cli.core.view.TextTable;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.codec.MessageCodec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
    name = "locks",
    description = "Shows who holds which paths, and takes them away.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LocksCommand.ListAll.class,
      LocksCommand.Show.class,
      ReleaseCommand.class,
      CleanCommand.class
    })
final class LocksCommand {
  @Command(name = "list", description = "Lists claims.", mixinStandardHelpOptions = true)
  static final class ListAll extends SignalboxCommand {
    @Option(
        names = "--repository",
        paramLabel = "ID",
        description = "Only claims of this repository.")
    private String repository = "";

    @Option(names = "--path", paramLabel = "PATH", description = "Only claims that cover it.")
    private String path = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      try (Api api = server.existing()) {
        JsonNode claims = Lists.in(Asking.of(api).get("/api/v1/locks" + query()).body(), "claims");
        if (console.json()) {
          console.data(claims.toString());
          return ExitCode.OK;
        }
        List<List<String>> rows =
            new ArrayList<>(List.of(List.of("TASK", "WORKER", "UNTIL", "WRITES")));
        claims.forEach(claim -> rows.add(row(claim)));
        console.say(TextTable.lines(rows));
        return ExitCode.OK;
      }
    }

    private String query() {
      List<String> parts = new ArrayList<>();
      if (!repository.isEmpty()) {
        parts.add("repository=" + Api.encoded(repository));
      }
      if (!path.isEmpty()) {
        parts.add("path=" + Api.encoded(path));
      }
      return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static List<String> row(JsonNode claim) {
      String writes =
          claim
              .path("footprint")
              .path("writes")
              .valueStream()
              .map(JsonNode::asString)
              .collect(Collectors.joining(" "));
      return List.of(
          claim.path("attempt").path("task").asString(""),
          claim.path("worker").asString(""),
          claim.path("expiresAt").asString(""),
          writes);
    }
  }

  @Command(
      name = "show",
      description = "Shows who holds one path, how, and until when.",
      mixinStandardHelpOptions = true)
  static final class Show extends SignalboxCommand {
    @Parameters(paramLabel = "PATH", description = "A path of the repository, as in src/App.java.")
    private String path = "";

    @Option(
        names = "--repository",
        paramLabel = "ID",
        description = "Only claims of this repository.")
    private String repository = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      try (Api api = server.existing()) {
        String of = repository.isEmpty() ? "" : "&repository=" + Api.encoded(repository);
        String query = "/api/v1/locks?path=" + Api.encoded(path) + of;
        JsonNode claims = Lists.in(Asking.of(api).get(query).body(), "claims");
        if (console.json()) {
          console.data(claims.toString());
        } else if (claims.isEmpty()) {
          console.say("nobody holds " + path);
        } else {
          claims.forEach(claim ->
              console.say(lines(path, MessageCodec.mapper().treeToValue(claim, ClaimView.class))));
        }
        return ExitCode.OK;
      }
    }

    private static List<String> lines(String path, ClaimView claim) {
      ZoneId zone = ZoneId.systemDefault();
      Instant now = Instant.now();
      String task = claim.attempt().task().toString();
      String what =
          HeldFile.among(List.of(path), List.of(claim)).stream()
              .map(held -> held.sentence(now))
              .findFirst()
              .orElse(path + " is held by " + claim.attempt().task().key());
      return List.of(
          what,
          "  repository  " + claim.repository(),
          "  task        " + task + ", attempt " + claim.attempt().number(),
          "  held since  " + Moments.of(claim.grantedAt(), now, zone),
          "  expires     " + Moments.of(claim.expiresAt(), now, zone) + " unless renewed",
          "  take it     signalbox locks release " + task + " --reason TEXT --yes");
    }
  }
}
