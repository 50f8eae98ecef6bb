package dev.signalbox.scheduler.core.learning;

/** What is to be saved about a topic; without samples it is to be forgotten. */
public record Lesson(Topic topic, Samples samples) {

  /** Whether the topic was given up for newer ones. */
  public boolean isForgotten() {
    return samples.millis().isEmpty();
  }
}
