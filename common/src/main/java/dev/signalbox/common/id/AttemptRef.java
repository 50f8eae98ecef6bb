package dev.signalbox.common.id;

/**
 * One try of a task. Every publish is a new attempt with a new token, so the token alone tells
 * attempts apart.
 *
 * @param number counts the attempts of the task from 1
 */
public record AttemptRef(TaskId task, int number, FencingToken token) {
  public AttemptRef {
    if (number < 1) {
      throw new IllegalArgumentException("attempts count from 1: " + number);
    }
  }

  @Override
  public String toString() {
    return task + "#" + number + "@" + token;
  }
}
