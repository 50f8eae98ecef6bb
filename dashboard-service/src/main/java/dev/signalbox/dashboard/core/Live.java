package dev.signalbox.dashboard.core;

import java.util.List;
import java.util.Map;

/**
 * What a stored batch means for live views: the rows it concerned, as they are now.
 *
 * @param reached the last offset of each partition of changes in the batch
 */
public record Live(Map<Integer, Long> reached, List<PlanRow> plans, List<TaskRow> tasks) {
  public Live {
    reached = Map.copyOf(reached);
    plans = List.copyOf(plans);
    tasks = List.copyOf(tasks);
  }
}
