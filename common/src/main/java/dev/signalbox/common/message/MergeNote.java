package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is worth knowing of how a result was checked and merged. */
public enum MergeNote {
  /** The check command failed, and succeeded when it was run once more on the same tree. */
  @JsonProperty("flaky")
  FLAKY,
  /** This worker had seen the check command succeed on the same tree before. */
  @JsonProperty("verified-before")
  VERIFIED_BEFORE,
  /** The review let the change pass. */
  @JsonProperty("reviewed")
  REVIEWED,
  /** A conflict is given back to the task's command, once. */
  @JsonProperty("repairing")
  REPAIRING,
  /** The conflict is resolved. */
  @JsonProperty("repaired")
  REPAIRED,
  /** Somebody has the branch checked out: it is not moved under them, the merge waits. */
  @JsonProperty("checked-out")
  CHECKED_OUT,
  /** A pull request is open. */
  @JsonProperty("pull-request")
  PULL_REQUEST
}
