package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a task whose change does not rebase onto the tip. */
public enum OnConflict {
  @JsonProperty("repair")
  REPAIR,
  @JsonProperty("retry")
  RETRY,
  @JsonProperty("human")
  HUMAN,
  @JsonProperty("fail")
  FAIL
}
