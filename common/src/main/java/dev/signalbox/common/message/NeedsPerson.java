package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.TaskKey;

/**
 * The task waits for a person to take it, or to say what shall become of it.
 *
 * @param plan the plan's name
 * @param why how it came there, and what can be done
 */
@JsonTypeName("person")
public record NeedsPerson(String plan, TaskKey task, String why) implements WaitReason {
  @Override
  public String sentence() {
    return why;
  }
}
