package dev.signalbox.cli.core.view;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far estimates were off, as the scheduler tells it.
 *
 * @param author the author's own
 * @param learned those that earlier attempts taught; absent from older servers
 */
public record EstimateErrors(@Nullable Accuracy author, @Nullable Accuracy learned) {

  /**
   * Errors of some merged tasks.
   *
   * @param meanError the mean of |estimated - actual| / actual
   * @param bias all estimated time over all actual time, less one
   */
  public record Accuracy(int tasks, double meanError, double bias) {
    String words(String whose) {
      return String.format(Locale.ROOT, "%s off by %,.0f %% (", whose, 100 * meanError)
          + side()
          + Amounts.of(tasks, "task")
          + ")";
    }

    private String side() {
      long percent = Math.round(100 * bias);
      if (percent == 0) {
        return "";
      }
      return percent < 0 ? "too low, " : "too high, ";
    }
  }

  /** One line, or none where nothing was measured. */
  public List<String> lines() {
    String words =
        Stream.of(words("authors", author), words("learned", learned))
            .flatMap(List::stream)
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? List.of() : List.of("  estimates " + words);
  }

  private static List<String> words(String whose, @Nullable Accuracy accuracy) {
    return accuracy == null || accuracy.tasks() == 0 ? List.of() : List.of(accuracy.words(whose));
  }
}
