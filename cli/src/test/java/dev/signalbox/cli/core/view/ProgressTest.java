package dev.signalbox.cli.core.view;

import static dev.signalbox.cli.core.view.TestingSummaries.of;
import static dev.signalbox.cli.core.view.TestingSummaries.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.core.view.PlanSummary.Task;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgressTest {
  private static final Paint PLAIN = new Paint(false);

  @Test
  void aLineIsWrittenForEachChangeAndOnlyOnce() {
    ProgressLines lines = new ProgressLines(PLAIN);
    PlanSummary first =
        of(PlanState.RUNNING, task("a", TaskState.RUNNING), task("bb", TaskState.PENDING));

    assertThat(lines.changes(first)).containsExactly("    0/2  a   RUNNING      on local");
    assertThat(lines.changes(first)).isEmpty();

    PlanSummary second =
        of(
            PlanState.RUNNING,
            task("a", TaskState.COMPLETED, 2, "0123456789", ""),
            task("bb", TaskState.READY));
    assertThat(lines.changes(second))
        .containsExactly("    1/2  a   COMPLETED    merged 01234567, attempt 2");
  }

  @Test
  void s225ATaskThatReportsShowsStepShareNoteTimeAndCost() {
    assertThat(TaskDetail.of(TestingSummaries.reporting("a", null)))
        .isEqualTo("on local: 3/7 42 %, writing tests, about 1 min 35 s left, 0.42 USD");
  }

  /** A worker keeps the claim of a person, and does none of the work. */
  @Test
  void aTaskThatAPersonDoesSaysWhoHasIt() {
    PlanSummary summary =
        of(PlanState.RUNNING, TestingSummaries.reporting("a", null), task("b", TaskState.RUNNING));
    var end = Instant.parse("2026-01-01T00:15:00Z");
    var here = new DeskText.Held("id", "a", "RUNNING", end, null, null, null);
    var elsewhere = new DeskText.Held("other", "b", "RUNNING", end, null, null, null);
    PlanSummary named =
        summary.with(List.of(new DeskText.Worker("Ann", null, List.of(here, elsewhere))));

    assertThat(SummaryText.lines(named, PLAIN))
        .anyMatch(line -> line.contains("with Ann: 3/7 42 %"))
        .anyMatch(line -> line.endsWith("b  on local"))
        .noneMatch(line -> line.contains("a  on local"));
  }

  @Test
  void aTimeoutThatIsNearIsALineOfItsOwnOnce() {
    ProgressLines lines = new ProgressLines(PLAIN);
    lines.changes(of(PlanState.RUNNING, TestingSummaries.reporting("a", null)));
    PlanSummary late =
        of(PlanState.RUNNING, TestingSummaries.reporting("a", "2026-01-01T00:15:00Z"));

    assertThat(lines.changes(late)).singleElement().asString().contains("times out at ");
    assertThat(lines.changes(late)).isEmpty();
  }

  @Test
  void aTaskThatChangedNothingSaysSo() {
    PlanSummary summary = of(PlanState.RUNNING, task("a", TaskState.COMPLETED));

    assertThat(new ProgressLines(PLAIN).changes(summary).getFirst()).endsWith("nothing to merge");
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void everyStateIsPrintedAsAWordWithOrWithoutColour(TaskState state) {
    assertThat(PLAIN.state(state, 0)).isEqualTo(state.name());
    assertThat(new Paint(true).state(state, 0)).contains(state.name()).startsWith("\u001b[");
  }

  @Test
  void aFrameShowsTheBarTheCountsAndWhatRuns() {
    PlanSummary summary =
        of(
            PlanState.RUNNING,
            task("done", TaskState.COMPLETED),
            task("busy", TaskState.VERIFYING),
            task("wrong", TaskState.FAILED, 1, null, "exit 3"),
            task("later", TaskState.PENDING));

    assertThat(new ProgressFrame(PLAIN).lines(summary, 80))
        .containsExactly(
            "shop [###############...............] 2/4  12 s",
            "  PENDING 1  VERIFYING 1  COMPLETED 1  FAILED 1",
            "  busy   VERIFYING    on local",
            "  wrong  FAILED       exit 3");
  }

  @Test
  void aFrameIsShortAndNarrowWhateverThePlan() {
    Task[] tasks =
        IntStream.range(0, 100)
            .mapToObj(index -> task("t" + index, TaskState.FAILED, 1, null, "x".repeat(500)))
            .toArray(Task[]::new);

    List<String> lines = new ProgressFrame(PLAIN).lines(of(PlanState.RUNNING, tasks), 60);

    assertThat(lines).hasSizeLessThan(20).allMatch(line -> line.length() <= 60);
    assertThat(lines.getLast()).isEqualTo("  and 86 more");
  }

  @Test
  void theLastWordsNameWhatDidNotCompleteAndWhy() {
    PlanSummary summary =
        of(
            PlanState.FAILED,
            task("a", TaskState.COMPLETED),
            task("b", TaskState.SKIPPED, 0, null, "a need failed: c"),
            task("c", TaskState.FAILED, 1, null, "exit 3\nthe build\nis broken"));

    assertThat(SummaryText.lines(summary, PLAIN))
        .containsExactly(
            "",
            "shop  FAILED",
            "  tasks       1 completed, 1 failed, 1 skipped",
            "  elapsed     12.3 s, 50 % of the allowed workers busy",
            "  merged into signalbox/shop",
            "  SKIPPED     b  a need failed: c",
            "  FAILED      c  exit 3",
            "                 | the build",
            "                 | is broken");
  }

  @Test
  void aSummaryOfAServerThatSaysLittleIsShownToo() {
    PlanSummary bare =
        new PlanSummary("id", "x", null, null, null, null, null, null, List.of(), 0, null, null);

    assertThat(bare.isOver()).isFalse();
    assertThat(bare.task("a")).isEmpty();
    assertThat(SummaryText.lines(bare, PLAIN))
        .containsExactly("", "x  UNKNOWN", "  tasks       ", "  elapsed     0.0 s");
    assertThat(SummaryText.lines(of(PlanState.COMPLETED), PLAIN)).contains("shop  COMPLETED");
  }
}
