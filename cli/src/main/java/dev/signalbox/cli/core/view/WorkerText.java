package dev.signalbox.cli.core.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Workers for a terminal. */
public final class WorkerText {
  /** The heads of the columns of a row. */
  public static final List<String> HEAD =
      List.of("WORKER", "KIND", "STATUS", "RUNS", "SLOTS", "CPU", "MEMORY", "SKILLS", "WHY");

  private WorkerText() {}

  /** One worker as a row of a table. */
  public static List<String> row(JsonNode worker) {
    return List.of(
        worker.path("worker").asString(""),
        worker.path("kind").asString(""),
        worker.path("status").asString(""),
        Integer.toString(worker.path("running").size()),
        slots(worker),
        percent(worker.path("cpuPercent").asDouble(-1)),
        percent(worker.path("memoryPercent").asDouble(-1)),
        words(worker.path("skills")),
        worker.path("reason").asString(""));
  }

  /** One worker with all there is to say. */
  public static List<String> lines(JsonNode worker) {
    List<String> lines = new ArrayList<>();
    String name = worker.path("name").asString("");
    lines.add(
        "worker   " + worker.path("worker").asString("") + (name.isEmpty() ? "" : ", " + name));
    lines.add("kind     " + worker.path("kind").asString(""));
    lines.add("status   " + worker.path("status").asString(""));
    lines.add("slots    " + slots(worker) + why(worker));
    lines.add(
        "load     cpu "
            + percent(worker.path("cpuPercent").asDouble(-1))
            + ", memory "
            + percent(worker.path("memoryPercent").asDouble(-1)));
    lines.add("skills   " + words(worker.path("skills")));
    lines.add("runs     " + words(worker.path("running")));
    lines.add("heard    " + worker.path("lastSeen").asString(""));
    worker
        .path("metadata")
        .properties()
        .forEach(entry -> lines.add(entry.getKey() + "  " + entry.getValue().asString("")));
    return lines;
  }

  private static String slots(JsonNode worker) {
    return worker.path("slots").asInt(0) + " of " + worker.path("capacity").asInt(0);
  }

  private static String why(JsonNode worker) {
    String reason = worker.path("reason").asString("");
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static String percent(double value) {
    return value < 0 ? "-" : Math.round(value) + " %";
  }

  private static String words(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
  }
}
