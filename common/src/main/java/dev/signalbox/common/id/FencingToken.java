package dev.signalbox.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A number that grows with every attempt ever published, from one database sequence; whoever holds
 * a lower one than the current is stale. See M. Kleppmann, "How to do distributed locking" (2016).
 */
public record FencingToken(@JsonValue long value) implements Comparable<FencingToken> {
  @JsonCreator
  public FencingToken {
    if (value < 1) {
      throw new IllegalArgumentException("a fencing token is at least 1: " + value);
    }
  }

  @Override
  public int compareTo(FencingToken other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
