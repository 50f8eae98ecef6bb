package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.TextTable;
import dev.signalbox.common.codec.MessageCodec;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
    name = "dlq",
    description = "Shows dead letters: failed tasks, rejected submissions, unreadable records.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DlqCommand.ListAll.class, DlqCommand.Show.class})
final class DlqCommand {

  @Command(
      name = "list",
      description = "Lists what nobody takes up again by itself, the newest first.",
      mixinStandardHelpOptions = true)
  static final class ListAll extends SignalboxCommand {
    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      try (Api api = server.existing()) {
        Asking asking = Asking.of(api);
        JsonNode tasks = asking.get("/api/v1/failed-tasks").body();
        JsonNode rejected = asking.get("/api/v1/rejected").body();
        JsonNode records = asking.get("/api/v1/dead-letters").body();
        if (console.json()) {
          ObjectNode all = MessageCodec.mapper().createObjectNode();
          all.set("tasks", tasks);
          all.set("rejected", rejected);
          all.set("records", records);
          console.data(all.toString());
        } else {
          console.say(lines(tasks, rejected, records));
        }
        return ExitCode.OK;
      }
    }

    private static List<String> lines(JsonNode tasks, JsonNode rejected, JsonNode records) {
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("KIND", "AT", "WHAT", "REASON"));
      tasks.forEach(task ->
          rows.add(
              row(
                  "task",
                  task,
                  task.path("plan").asString("") + "/" + task.path("key").asString(""),
                  task.path("reason").asString(""))));
      rejected.forEach(each ->
          rows.add(
              row(
                  "rejected",
                  each,
                  each.path("id").asString(""),
                  each.path("reasons").path(0).path("message").asString(""))));
      records.forEach(
          each -> rows.add(row("record", each, place(each), each.path("error").asString(""))));
      return rows.size() == 1 ? List.of("no dead letters") : TextTable.lines(rows);
    }

    private static List<String> row(String kind, JsonNode each, String what, String reason) {
      String at = each.path("at").asString("");
      return List.of(kind, at, what, reason.lines().findFirst().orElse(""));
    }

    private static String place(JsonNode record) {
      return record.path("topic").asString("")
          + "/"
          + record.path("partition").asInt()
          + "@"
          + record.path("offset").asLong();
    }
  }

  @Command(
      name = "show",
      description = "Shows a failed task with all its tries, and how to try it again.",
      mixinStandardHelpOptions = true)
  static final class Show extends SignalboxCommand {
    @Parameters(paramLabel = "PLAN/KEY", description = "The task.")
    private String task = "";

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      TaskName name = TaskName.parse(task);
      try (Api api = server.existing()) {
        JsonNode detail = Asking.of(api).get(name.path(Asking.of(api))).body();
        if (console.json()) {
          console.data(detail.toString());
        } else {
          console.say(lines(name, detail));
        }
        return ExitCode.OK;
      }
    }

    private List<String> lines(TaskName name, JsonNode detail) {
      JsonNode view = detail.path("task");
      List<String> lines = new ArrayList<>();
      lines.add(name.key() + " is " + view.path("state").asString(""));
      view.path("reason").asString("").lines().forEach(line -> lines.add("  " + line));
      List<List<String>> rows = new ArrayList<>();
      rows.add(List.of("TRY", "WORKER", "ENDED", "OUTCOME"));
      for (JsonNode each : detail.path("attempts")) {
        rows.add(
            List.of(
                Integer.toString(each.path("number").asInt()),
                each.path("worker").asString(""),
                each.path("endedAt").asString(""),
                each.path("outcome").asString("")));
      }
      lines.addAll(TextTable.lines(rows));
      lines.add("try it again with: signalbox task retry " + task);
      return lines;
    }
  }
}
