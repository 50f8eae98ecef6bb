package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a problem refuses the plan, warns, or is only good to know. */
public enum Severity {
  @JsonProperty("error")
  ERROR,
  @JsonProperty("warning")
  WARNING,
  @JsonProperty("info")
  INFO
}
