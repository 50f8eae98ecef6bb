package dev.signalbox.cli.core.view;

import dev.signalbox.common.message.TaskState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a task is not running, as a small block. */
public final class ExplainText {
  private ExplainText() {}

  /**
   * The scheduler's answer.
   *
   * @param holder the task it waits for, where it is one
   * @param since when the reason began
   * @param until when it ends by itself
   * @param eta when it should end, by what is expected
   */
  public record Answer(
      TaskState state,
      String sentence,
      @Nullable String holder,
      @Nullable Instant since,
      @Nullable Instant until,
      @Nullable Instant eta) {}

  public static List<String> lines(String key, Answer answer, Instant now, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(key + " is " + answer.state() + ": " + answer.sentence());
    if (answer.holder() != null) {
      lines.add("  holder  " + answer.holder());
    }
    add(lines, "since", answer.since(), now, zone);
    add(lines, "until", answer.until(), now, zone);
    add(lines, "eta", answer.eta(), now, zone);
    return lines;
  }

  private static void add(
      List<String> lines, String name, @Nullable Instant moment, Instant now, ZoneId zone) {
    if (moment != null) {
      lines.add("  %-6s  %s".formatted(name, Moments.of(moment, now, zone)));
    }
  }
}
