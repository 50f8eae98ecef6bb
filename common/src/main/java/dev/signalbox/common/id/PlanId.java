package dev.signalbox.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** The identity of one submission of a plan; submitting the same file again gives a new one. */
public record PlanId(UUID value) implements Comparable<PlanId> {
  @JsonCreator
  public static PlanId of(String text) {
    return new PlanId(UUID.fromString(text));
  }

  @Override
  public int compareTo(PlanId other) {
    return value.compareTo(other.value);
  }

  @JsonValue
  @Override
  public String toString() {
    return value.toString();
  }
}
