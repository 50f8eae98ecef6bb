package dev.signalbox.scheduler.core.learning;

import dev.signalbox.common.plan.Estimate;
import dev.signalbox.common.plan.TaskSpec;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What durations are learned about: one kind of work by one name.
 *
 * @param name of the task in its plan, of the command, of the type; empty for points
 */
public record Topic(Kind kind, String name) {

  /** What durations are learned by. */
  public enum Kind {
    TASK,
    COMMAND,
    POINTS,
    TYPE
  }

  static Topic task(String plan, TaskSpec spec) {
    return new Topic(Kind.TASK, plan + "/" + spec.key());
  }

  /** The same words in another layout are the same command; a person's task has none. */
  static Optional<Topic> command(TaskSpec spec) {
    String text = spec.run() == null ? spec.prompt() : spec.run();
    if (text == null) {
      return Optional.empty();
    }
    String words = text.strip().replaceAll("\\s+", " ");
    String whole = spec.executor() + " " + words + " " + new TreeMap<>(spec.with());
    return Optional.of(new Topic(Kind.COMMAND, Digests.sha256(whole)));
  }

  static Topic type(TaskSpec spec) {
    return new Topic(Kind.TYPE, spec.type().name());
  }

  static Topic points() {
    return new Topic(Kind.POINTS, "");
  }

  static @Nullable Double pointsOf(TaskSpec spec) {
    Estimate estimate = spec.estimate();
    Double points = estimate == null ? null : estimate.points();
    return points == null || points <= 0 ? null : points;
  }
}
