package dev.signalbox.scheduler.core.learning;

import java.util.List;

/** What was measured since the last saving, and what was learned from it. */
public record Experience(List<Measured> measured, List<Lesson> lessons) {
  public static final Experience NONE = new Experience(List.of(), List.of());

  public Experience {
    measured = List.copyOf(measured);
    lessons = List.copyOf(lessons);
  }

  /** Whether nothing is to be saved. */
  public boolean isEmpty() {
    return measured.isEmpty() && lessons.isEmpty();
  }
}
