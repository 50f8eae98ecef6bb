package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a task that declares no files may do beside others. */
public enum NoFiles {
  @JsonProperty("exclusive")
  EXCLUSIVE,
  @JsonProperty("unchecked")
  UNCHECKED
}
