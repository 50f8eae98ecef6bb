package dev.signalbox.cli.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  private static final Paint PLAIN = new Paint(false);

  @Test
  void aProblemShowsItsLineWithACaretAndTheHint() {
    Problem problem = problem(Severity.ERROR, 2, 4, "write it differently");

    assertThat(new ProblemText("plan.yaml", "a: 1\n\tb: 2\n", PLAIN).lines(problem))
        .containsExactly(
            "plan.yaml:2:4: error E999-wrong: it is wrong",
            "  2 | \tb: 2",
            "    | \t  ^",
            "hint: write it differently");
  }

  @Test
  void aProblemWithoutAPlaceOrAHintIsOneLine() {
    Problem problem = problem(Severity.WARNING, 0, 0, "");

    assertThat(new ProblemText("p", "a: 1", PLAIN).lines(problem))
        .containsExactly("p:0:0: warning E999-wrong: it is wrong");
  }

  @ParameterizedTest
  @CsvSource({
    "/repository/base, 3, 3",
    "/repository/target, 2, 1",
    "/nothing, 1, 1",
    "/repository, 2, 1"
  })
  void aPlaceInAPlanIsFoundOrTheNearestThingThatIsThere(String pointer, int line, int column) {
    String document = "name: x\nrepository:\n  base: main\ntasks: {}\n";

    assertThat(Spot.of(document, pointer)).isEqualTo(new Spot(line, column));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "signalbox: 1\nname: x\ntasks: {a: {run: x}}\n",
        "signalbox: 1\nname: x\nlimits:\n  max-cpu: 50\n  max-workers: 2\ntasks: {a: {run: x}}\n",
        "{\"signalbox\": 1, \"name\": \"x\", \"limits\": {}, \"tasks\": {\"a\": {\"run\": \"x\"}}}"
      })
  void anotherLimitIsPutIntoAnyPlan(String document) {
    PlanReading reading = new PlanReader().read(PlanLimits.in(document, Map.of("max-workers", 7)));

    assertThat(reading)
        .isInstanceOfSatisfying(
            PlanReading.Valid.class,
            valid -> assertThat(valid.plan().limits().maxWorkers()).isEqualTo(7));
  }

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(TextTable.lines(List.of(List.of("A", "B"), List.of("long", "x"), List.of("y"))))
        .containsExactly("A     B", "long  x", "y");
    assertThat(TextTable.lines(List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT17S, 17 s", "PT3M2S, 3 min 2 s", "PT2H5M, 2 h 5 min", "PT76H, 3 d 4 h"})
  void aSpanIsToldInTwoUnits(Duration span, String text) {
    assertThat(Spans.of(span)).isEqualTo(text);
  }

  private static Problem problem(Severity severity, int line, int column, String hint) {
    return new Problem(severity, "E999-wrong", "", line, column, "it is wrong", hint);
  }
}
