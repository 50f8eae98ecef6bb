package dev.signalbox.scheduler.core.learning;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How good the estimates of a plan were, over its merged tasks.
 *
 * @param author of the author's durations, over the tasks that had one
 * @param learned of what earlier attempts taught, over the tasks that were planned with it
 * @param expected of what the scheduler planned with
 * @param bySource of what the scheduler planned with, by where it was taken from
 */
public record EstimateErrors(
    Accuracy author, Accuracy learned, Accuracy expected, Map<Expected.Source, Accuracy> bySource) {

  /**
   * Errors of some tasks.
   *
   * @param tasks how many
   * @param meanError the mean of |estimated - actual| / actual
   * @param bias all estimated time over all actual time, less one: above zero is too long
   */
  public record Accuracy(int tasks, double meanError, double bias) {
    static Accuracy of(List<Measured> measured, List<Expected> expectations) {
      double errors = 0;
      double estimated = 0;
      double actual = 0;
      for (int at = 0; at < measured.size(); at++) {
        errors += measured.get(at).error(expectations.get(at));
        estimated += expectations.get(at).millis();
        actual += measured.get(at).actualMillis();
      }
      int tasks = measured.size();
      return tasks == 0
          ? new Accuracy(0, 0, 0)
          : new Accuracy(tasks, errors / tasks, estimated / actual - 1);
    }
  }

  public EstimateErrors {
    bySource = Map.copyOf(bySource);
  }

  /** The errors over some tasks. */
  public static EstimateErrors of(List<Measured> measured) {
    List<Measured> estimated = measured.stream().filter(task -> task.author() != null).toList();
    Map<Expected.Source, Accuracy> bySource = new EnumMap<>(Expected.Source.class);
    for (Expected.Source source : Expected.Source.values()) {
      List<Measured> some =
          measured.stream().filter(task -> task.expected().source() == source).toList();
      if (!some.isEmpty()) {
        bySource.put(source, planned(some));
      }
    }
    Accuracy author =
        Accuracy.of(estimated, estimated.stream().map(EstimateErrors::author).toList());
    List<Measured> learned =
        measured.stream().filter(task -> task.expected().source().isLearned()).toList();
    return new EstimateErrors(author, planned(learned), planned(measured), bySource);
  }

  private static Accuracy planned(List<Measured> measured) {
    return Accuracy.of(measured, measured.stream().map(Measured::expected).toList());
  }

  private static Expected author(Measured task) {
    Expected author = task.author();
    return author == null ? task.expected() : author;
  }
}
