package dev.signalbox.dashboard.adapter.jooq;

import dev.signalbox.common.message.TaskState;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts by state as one column: {@code COMPLETED=3 RUNNING=1}. */
final class StateCounts {

  private StateCounts() {}

  static String write(Map<TaskState, Integer> counts) {
    return new TreeMap<>(counts)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" "));
  }

  static Map<TaskState, Integer> read(String text) {
    EnumMap<TaskState, Integer> counts = new EnumMap<>(TaskState.class);
    for (String entry : text.isEmpty() ? new String[0] : text.split(" ")) {
      int equals = entry.indexOf('=');
      counts.put(
          TaskState.valueOf(entry.substring(0, equals)),
          Integer.valueOf(entry.substring(equals + 1)));
    }
    return counts;
  }
}
