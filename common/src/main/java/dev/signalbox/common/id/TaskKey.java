package dev.signalbox.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The name of a task inside its plan: lower case letters, digits and single {@code . _ -}. */
public record TaskKey(String value) implements Comparable<TaskKey> {
  private static final Pattern FORM = Pattern.compile("(?!.*\\.lock$)[a-z0-9]+([._-][a-z0-9]+)*");
  private static final int LONGEST = 63;

  @JsonCreator
  public TaskKey {
    if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a task key: " + value);
    }
  }

  @Override
  public int compareTo(TaskKey other) {
    return value.compareTo(other.value);
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
