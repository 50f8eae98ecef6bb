package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a result becomes part of the merge branch. */
public enum MergeStrategy {
  @JsonProperty("rebase")
  REBASE,
  @JsonProperty("squash")
  SQUASH,
  @JsonProperty("merge")
  MERGE,
  @JsonProperty("pull-request")
  PULL_REQUEST,
  @JsonProperty("none")
  NONE
}
