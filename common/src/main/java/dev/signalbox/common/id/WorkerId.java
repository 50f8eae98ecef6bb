package dev.signalbox.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A worker as it names itself; unique among the workers of one system. */
public record WorkerId(String value) implements Comparable<WorkerId> {
  @JsonCreator
  public WorkerId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("WorkerId must not be blank");
    }
  }

  @Override
  public int compareTo(WorkerId other) {
    return value.compareTo(other.value);
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
