package dev.signalbox.cli.core.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Workers for a terminal. */
public final class WorkerText {
  /** The heads of the columns of a row. */
  public static final List<String> HEAD =
      List.of("WORKER", "KIND", "STATUS", "RUNS", "SLOTS", "CPU", "MEMORY", "SKILLS", "WHY");

  private static final String UNKNOWN = "-";

  private WorkerText() {}

  /** One worker as a row of a table. */
  public static List<String> row(JsonNode worker) {
    return List.of(
        text(worker, "worker"),
        text(worker, "kind"),
        text(worker, "status"),
        Integer.toString(worker.path("running").size()),
        slots(worker),
        load(worker, "cpuPercent"),
        load(worker, "memoryPercent"),
        words(worker.path("skills")),
        reason(worker));
  }

  /** One worker with all there is to say; what is not known has no line. */
  public static List<String> lines(JsonNode worker, Instant now, ZoneId zone) {
    List<List<String>> rows = new ArrayList<>();
    String name = text(worker, "name");
    String reason = reason(worker);
    add(rows, "worker", text(worker, "worker") + (name.isEmpty() ? "" : ", " + name));
    add(rows, "kind", text(worker, "kind"));
    add(rows, "host", text(worker, "host"));
    add(rows, "status", text(worker, "status"));
    add(rows, "slots", slots(worker) + (reason.isEmpty() ? "" : ": " + reason));
    add(rows, "load", load(worker));
    add(rows, "skills", words(worker.path("skills")));
    add(rows, "runs", words(worker.path("running")));
    String heard = text(worker, "lastSeen");
    add(rows, "heard", heard.isEmpty() ? "" : Moments.of(Instant.parse(heard), now, zone));
    worker
        .path("metadata")
        .properties()
        .forEach(entry -> add(rows, entry.getKey(), entry.getValue().asString("")));
    return TextTable.lines(rows);
  }

  private static void add(List<List<String>> rows, String head, String text) {
    if (!text.isEmpty()) {
      rows.add(List.of(head, text));
    }
  }

  /** What may be used now of what there is; nothing of one that is away, whatever it said last. */
  private static String slots(JsonNode worker) {
    int usable = isOffline(worker) ? 0 : worker.path("slots").asInt(0);
    return usable + " of " + worker.path("capacity").asInt(0);
  }

  /** Why not all slots may be used. */
  private static String reason(JsonNode worker) {
    if (isOffline(worker)) {
      return text(worker, "state").equals("gone") ? "it left" : "it is silent";
    }
    return text(worker, "reason");
  }

  private static String load(JsonNode worker) {
    String cpu = load(worker, "cpuPercent");
    String memory = load(worker, "memoryPercent");
    return cpu.equals(UNKNOWN) && memory.equals(UNKNOWN) ? "" : "cpu " + cpu + ", memory " + memory;
  }

  private static String load(JsonNode worker, String of) {
    double percent = worker.path(of).asDouble(-1);
    return isOffline(worker) || percent < 0 ? UNKNOWN : Math.round(percent) + " %";
  }

  private static boolean isOffline(JsonNode worker) {
    return text(worker, "status").equals("offline");
  }

  private static String text(JsonNode worker, String of) {
    return worker.path(of).asString("");
  }

  private static String words(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).collect(Collectors.joining(" "));
  }
}
