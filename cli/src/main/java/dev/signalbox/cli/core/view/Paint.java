package dev.signalbox.cli.core.view;

import dev.signalbox.common.message.TaskState;

/**
 * Colours words, or leaves them alone. A state is always printed as a word; colour only adds.
 *
 * @param colored whether escape sequences are written
 */
public record Paint(boolean colored) {
  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";
  private static final String BLUE = "34";
  private static final String FAINT = "2";
  private static final String BOLD = "1";

  public String bold(String text) {
    return with(BOLD, text);
  }

  public String faint(String text) {
    return with(FAINT, text);
  }

  public String red(String text) {
    return with(RED, text);
  }

  public String green(String text) {
    return with(GREEN, text);
  }

  public String yellow(String text) {
    return with(YELLOW, text);
  }

  /** The word of a state in the colour of its kind, padded to the width first. */
  public String state(TaskState state, int width) {
    String word = ("%-" + Math.max(1, width) + "s").formatted(state);
    return switch (state) {
      case COMPLETED -> green(word);
      case FAILED -> red(word);
      case CANCELLED, SKIPPED, RETRY_WAIT, NEEDS_HUMAN, PAUSED -> yellow(word);
      case QUEUED, CLAIMED, RUNNING, VERIFYING, MERGING -> with(BLUE, word);
      case PENDING, READY -> faint(word);
    };
  }

  private String with(String code, String text) {
    return colored && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
