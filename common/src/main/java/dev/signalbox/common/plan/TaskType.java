package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The kind of work; the first part of the branch name (S2-27). */
public enum TaskType {
  @JsonProperty("fix")
  FIX,
  @JsonProperty("feat")
  FEAT,
  @JsonProperty("refactor")
  REFACTOR,
  @JsonProperty("test")
  TEST,
  @JsonProperty("docs")
  DOCS,
  @JsonProperty("chore")
  CHORE
}
