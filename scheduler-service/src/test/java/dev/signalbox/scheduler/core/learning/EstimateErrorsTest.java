package dev.signalbox.scheduler.core.learning;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.scheduler.core.learning.EstimateErrors.Accuracy;
import dev.signalbox.scheduler.core.learning.Expected.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The error of estimates is reported (S3-05). */
class EstimateErrorsTest {

  @Test
  void comparesTheAuthorAndTheSchedulerWithWhatWasMeasured() {
    EstimateErrors errors =
        EstimateErrors.of(
            List.of(
                measured("a", 1_000, 2_000L, new Expected(1_100, Source.TASK)),
                measured("b", 4_000, 2_000L, new Expected(3_000, Source.TYPE)),
                measured("c", 5_000, null, new Expected(5_900, Source.TYPE))));
    assertThat(errors.author()).isEqualTo(new Accuracy(2, 0.75, 4_000.0 / 5_000 - 1));
    assertThat(errors.expected().tasks()).isEqualTo(3);
    assertThat(errors.expected().bias()).isZero();
    assertThat(errors.bySource()).containsOnlyKeys(Source.TASK, Source.TYPE);
    assertThat(errors.bySource().get(Source.TASK))
        .isEqualTo(new Accuracy(1, 0.1, 1_100.0 / 1_000 - 1));
  }

  @Test
  void saysNothingOfAPlanWithoutAMergedTask() {
    EstimateErrors errors = EstimateErrors.of(List.of());
    assertThat(errors.expected()).isEqualTo(new Accuracy(0, 0, 0));
    assertThat(errors.learned()).isEqualTo(new Accuracy(0, 0, 0));
    assertThat(errors.bySource()).isEmpty();
  }

  @Test
  void tellsWhatWasLearnedFromWhatWasOnlyWrittenOrAssumed() {
    EstimateErrors errors =
        EstimateErrors.of(
            List.of(
                measured("a", 1_000, null, new Expected(1_100, Source.TASK)),
                measured("b", 1_000, null, new Expected(1_300, Source.POINTS)),
                measured("c", 1_000, 9_000L, new Expected(9_000, Source.ESTIMATE)),
                measured("d", 1_000, null, new Expected(60_000, Source.ASSUMED))));
    assertThat(errors.learned()).isEqualTo(new Accuracy(2, 0.2, 2_400.0 / 2_000 - 1));
    assertThat(errors.expected().tasks()).isEqualTo(4);
  }

  private static Measured measured(
      String key, long actual, @Nullable Long author, Expected expected) {
    Expected given = author == null ? null : new Expected(author, Source.ESTIMATE);
    return new Measured(new TaskId(PLAN_ID, new TaskKey(key)), actual, given, expected);
  }
}
