package dev.signalbox.scheduler.core.learning;

/**
 * What is to be saved about a topic; without samples it is to be forgotten.
 *
 * @param number counts the measurements of the repository: what has the least is forgotten first
 */
public record Lesson(Topic topic, long number, Samples samples) {

  /** Whether the topic was given up for newer ones. */
  public boolean isForgotten() {
    return samples.millis().isEmpty();
  }
}
