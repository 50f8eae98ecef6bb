package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to a change outside the declared files. */
public enum Undeclared {
  @JsonProperty("claim")
  CLAIM,
  @JsonProperty("fail")
  FAIL
}
