package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a claim ended. */
public enum ClosedBy {
  @JsonProperty("release")
  RELEASE,
  @JsonProperty("expiry")
  EXPIRY,
  @JsonProperty("revoke")
  REVOKE
}
