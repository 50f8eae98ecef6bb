package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of a plan's tasks in one class comes first. */
public enum PlanOrder {
  @JsonProperty("critical-path")
  CRITICAL_PATH,
  @JsonProperty("fifo")
  FIFO
}
