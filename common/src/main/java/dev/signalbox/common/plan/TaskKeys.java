package dev.signalbox.common.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** The keys of the tasks read so far: one that comes twice is a problem. */
final class TaskKeys {
  private final Map<String, Spot> spots = new HashMap<>();
  private final List<Problem> problems;

  TaskKeys(List<Problem> problems) {
    this.problems = problems;
  }

  boolean isNew(ScalarEvent key) {
    Spot spot = Spot.of(key);
    Spot first = spots.putIfAbsent(key.getValue(), spot);
    if (first != null) {
      problems.add(MappingEntries.duplicate(key.getValue(), spot, first));
    }
    return first == null;
  }

  boolean isEmpty() {
    return spots.isEmpty();
  }
}
