package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a plan does when a task has used up its own tries (S0-37). */
public enum OnFailure {
  @JsonProperty("continue")
  CONTINUE,
  @JsonProperty("stop-all")
  STOP_ALL,
  @JsonProperty("retry")
  RETRY
}
