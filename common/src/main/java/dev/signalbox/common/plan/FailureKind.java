package dev.signalbox.common.plan;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Why an attempt did not succeed. The first four may be retried by a plan; the others are not the
 * task's doing or never get better.
 */
public enum FailureKind {
  @JsonProperty("exit")
  EXIT,
  @JsonProperty("timeout")
  TIMEOUT,
  @JsonProperty("verify")
  VERIFY,
  @JsonProperty("merge-conflict")
  MERGE_CONFLICT,
  @JsonProperty("undeclared")
  UNDECLARED,
  @JsonProperty("setup")
  SETUP,
  @JsonProperty("repository")
  REPOSITORY,
  @JsonProperty("no-executor")
  NO_EXECUTOR,
  @JsonProperty("worker-lost")
  WORKER_LOST,
  @JsonProperty("internal")
  INTERNAL
}
