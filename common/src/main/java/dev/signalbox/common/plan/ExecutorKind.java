package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What runs a task's command. */
public enum ExecutorKind {
  @JsonProperty("process")
  PROCESS,
  @JsonProperty("tmux")
  TMUX,
  @JsonProperty("container")
  CONTAINER
}
