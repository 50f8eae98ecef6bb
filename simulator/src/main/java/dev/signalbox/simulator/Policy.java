package dev.signalbox.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which order the tasks of a plan may be started. */
public enum Policy {
  /** As Signalbox does: what has most behind it goes first. */
  @JsonProperty("critical-path")
  CRITICAL_PATH("critical-path"),
  /** As Signalbox does for a plan that says {@code order: fifo}. */
  @JsonProperty("fifo")
  FIFO("fifo"),
  /** A barrier after every wave; only to compare with. */
  @JsonProperty("wave")
  WAVE("wave");

  private final String label;

  Policy(String label) {
    this.label = label;
  }

  @Override
  public String toString() {
    return label;
  }
}
