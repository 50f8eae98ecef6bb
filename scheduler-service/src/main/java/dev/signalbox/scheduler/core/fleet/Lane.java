package dev.signalbox.scheduler.core.fleet;

import dev.signalbox.common.plan.TaskSpec;
import java.util.Set;

/**
 * Where attempts are published: all tasks that need the same skills.
 *
 * @param name as in the topic's name
 * @param skills what a worker must have to serve it; it may have more
 */
public record Lane(String name, Set<String> skills) {
  /** Where what needs no skill is published; every worker serves it. */
  public static final Lane DEFAULT = new Lane("default", Set.of());

  public Lane {
    skills = Set.copyOf(skills);
  }

  public static Lane of(TaskSpec task) {
    return new Lane(task.lane(), Set.copyOf(task.skills()));
  }
}
