package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who may take a task. */
public enum WorkerKind {
  @JsonProperty("any")
  ANY,
  @JsonProperty("human")
  HUMAN,
  @JsonProperty("agent")
  AGENT
}
