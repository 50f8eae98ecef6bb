package dev.signalbox.common.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Comparator;

/** A task of a plan, written {@code <plan>/<key>}. */
public record TaskId(PlanId plan, TaskKey key) implements Comparable<TaskId> {
  private static final Comparator<TaskId> ORDER =
      Comparator.comparing(TaskId::plan).thenComparing(TaskId::key);

  /** Reads {@code <plan>/<key>}; throws IllegalArgumentException for anything else. */
  @JsonCreator
  public static TaskId of(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a task id (plan/key): " + text);
    }
    return new TaskId(PlanId.of(text.substring(0, slash)), new TaskKey(text.substring(slash + 1)));
  }

  @Override
  public int compareTo(TaskId other) {
    return ORDER.compare(this, other);
  }

  @JsonValue
  @Override
  public String toString() {
    return plan + "/" + key;
  }
}
