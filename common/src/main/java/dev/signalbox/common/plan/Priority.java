package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The class of a task; age and rank order tasks only inside their class. */
public enum Priority {
  @JsonProperty("P0")
  P0,
  @JsonProperty("P1")
  P1,
  @JsonProperty("P2")
  P2,
  @JsonProperty("P3")
  P3
}
