package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a task does about a path that somebody else holds (S3-16 to S3-18). */
public enum ConflictPolicy {
  @JsonProperty("serialize")
  SERIALIZE,
  @JsonProperty("defer-merge")
  DEFER_MERGE,
  @JsonProperty("split-request")
  SPLIT_REQUEST
}
