package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a problem refuses the plan or only warns. */
public enum Severity {
  @JsonProperty("error")
  ERROR,
  @JsonProperty("warning")
  WARNING
}
