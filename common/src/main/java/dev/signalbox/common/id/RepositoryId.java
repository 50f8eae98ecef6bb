package dev.signalbox.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A repository: its canonical URL, or the real path of its git directory. The key of all that
 * concerns it.
 */
public record RepositoryId(String value) implements Comparable<RepositoryId> {
  @JsonCreator
  public RepositoryId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("RepositoryId must not be blank");
    }
  }

  @Override
  public int compareTo(RepositoryId other) {
    return value.compareTo(other.value);
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
