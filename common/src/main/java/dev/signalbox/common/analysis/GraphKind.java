package dev.signalbox.common.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.common.plan.PlanGraph;

/** The shape of a plan's needs, and what it means for its run (S3-01, S3-02). */
public enum GraphKind {
  /** Each task needs the one before. */
  @JsonProperty("chain")
  CHAIN("each task waits for the one before: one worker does it as fast as many"),
  /** No task needs another. */
  @JsonProperty("broad")
  BROAD("no task needs another: all may start at once"),
  /** Anything else: waves of tasks. */
  @JsonProperty("hybrid")
  HYBRID("tasks start as their needs merge, several at a time");

  private final String meaning;

  GraphKind(String meaning) {
    this.meaning = meaning;
  }

  /** What the kind means for the run, for people. */
  public String meaning() {
    return meaning;
  }

  /** The kind of a graph; a single task is a chain. */
  public static GraphKind of(PlanGraph graph) {
    int waves = 0;
    for (int task = 0; task < graph.size(); task++) {
      waves = Math.max(waves, graph.wave(task) + 1);
    }
    if (waves == graph.size()) {
      return CHAIN;
    }
    return waves == 1 ? BROAD : HYBRID;
  }
}
