package dev.signalbox.scheduler.core.learning;

import dev.signalbox.common.plan.Estimate;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one repository's merged attempts say about how long others will take. Bounded: what was not
 * measured for the longest time is forgotten first.
 */
public final class LearnedDurations {
  /** A type says something, and other tasks' command, from so many samples on. */
  private static final int ENOUGH = 3;

  /** Some 200 bytes each. */
  static final int MOST = 50_000;

  private final Duration assumed;
  private final Map<Topic, Lesson> learned = new LinkedHashMap<>();
  private List<Measured> measured = new ArrayList<>();
  private Set<Topic> changed = new LinkedHashSet<>();
  private long number;

  /**
   * @param assumed how long a task takes that nothing is known about
   */
  public LearnedDurations(Duration assumed) {
    this.assumed = assumed;
  }

  /** How long an attempt of the task will take, as far as is known now. */
  public Expected expected(String plan, TaskSpec task) {
    return median(Topic.task(plan, task), 1, Expected.Source.TASK)
        .or(() ->
            Topic.command(task).flatMap(topic -> median(topic, ENOUGH, Expected.Source.COMMAND)))
        .or(() -> estimate(task))
        .or(() -> points(task))
        .or(() -> median(Topic.type(task), ENOUGH, Expected.Source.TYPE))
        .orElseGet(() -> new Expected(assumed.toMillis(), Expected.Source.ASSUMED));
  }

  /** The author's own word, in milliseconds where it is a duration. */
  public static Optional<Expected> estimate(TaskSpec task) {
    Estimate estimate = task.estimate();
    Duration duration = estimate == null ? null : estimate.duration();
    return Optional.ofNullable(duration)
        .map(given -> new Expected(given.toMillis(), Expected.Source.ESTIMATE));
  }

  /** An attempt of the task was merged. */
  public void learn(String plan, TaskSpec task, Measured attempt) {
    long millis = attempt.actualMillis();
    measured.add(attempt);
    add(Topic.task(plan, task), millis);
    Topic.command(task).ifPresent(topic -> add(topic, millis));
    add(Topic.type(task), millis);
    Double points = Topic.pointsOf(task);
    if (points != null) {
      add(Topic.points(), Math.round(millis / points));
    }
    while (learned.size() > MOST) {
      Topic oldest = learned.keySet().iterator().next();
      learned.remove(oldest);
      changed.add(oldest);
    }
  }

  /** Takes up what was saved, in the order it was measured in. */
  public void restore(List<Lesson> lessons) {
    for (Lesson lesson : lessons) {
      learned.put(lesson.topic(), lesson);
      number = Math.max(number, lesson.number());
    }
  }

  /** What is to be saved since the last call. */
  public Experience takeChanges() {
    if (measured.isEmpty()) {
      return Experience.NONE;
    }
    List<Lesson> lessons = changed.stream().map(this::lesson).toList();
    Experience experience = new Experience(measured, lessons);
    measured = new ArrayList<>();
    changed = new LinkedHashSet<>();
    return experience;
  }

  private Lesson lesson(Topic topic) {
    return learned.getOrDefault(topic, new Lesson(topic, 0, Samples.NONE));
  }

  private Optional<Expected> points(TaskSpec task) {
    Double points = Topic.pointsOf(task);
    return points == null
        ? Optional.empty()
        : median(Topic.points(), ENOUGH, Expected.Source.POINTS)
            .map(one -> new Expected(Math.round(one.millis() * points), one.source()));
  }

  private Optional<Expected> median(Topic topic, int enough, Expected.Source source) {
    Samples samples = lesson(topic).samples();
    return samples.count() < enough
        ? Optional.empty()
        : Optional.of(new Expected(samples.median(), source));
  }

  private void add(Topic topic, long millis) {
    Samples samples = lesson(topic).samples().with(Math.max(1, millis));
    learned.remove(topic);
    learned.put(topic, new Lesson(topic, ++number, samples));
    changed.add(topic);
  }
}
