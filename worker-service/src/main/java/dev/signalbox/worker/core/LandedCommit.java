package dev.signalbox.worker.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit that came into the target branch while an attempt worked.
 *
 * @param task that it was merged for; absent when it is not of Signalbox's making
 */
public record LandedCommit(String commit, String author, String subject, @Nullable String task) {

  private static final int SHORT = 8;

  /** One line for people. */
  public String line() {
    String whose = task == null ? author : "task " + task + ", " + author;
    return commit.substring(0, Math.min(SHORT, commit.length()))
        + " "
        + subject
        + " ("
        + whose
        + ")";
  }

  /** All of them, to be put behind a sentence; empty for none. */
  public static String list(List<LandedCommit> landed) {
    StringBuilder text = new StringBuilder();
    if (!landed.isEmpty()) {
      text.append("\nlanded since the attempt began:");
      landed.forEach(commit -> text.append("\n  ").append(commit.line()));
    }
    return text.toString();
  }
}
