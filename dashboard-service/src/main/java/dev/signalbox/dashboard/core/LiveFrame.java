package dev.signalbox.dashboard.core;

import java.time.Instant;
import java.util.List;

/** One frame of a live view: plans and tasks as they are now. */
public record LiveFrame(Instant now, List<PlanView> plans, List<TaskView> tasks) {

  /** Of what waited, as it is at that moment. */
  public static LiveFrame of(Pending.Waiting waiting, Instant now) {
    return new LiveFrame(
        now,
        waiting.plans().stream().map(row -> PlanView.of(row, now)).toList(),
        waiting.tasks().stream().map(row -> TaskView.of(row, now)).toList());
  }
}
