package dev.signalbox.common.plan;

import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.testing.TestingPlans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("I10: what comes to a plan is read by the plan's rules, with the place of each error")
class AmendmentReaderTest {
  private static final Plan PLAN =
      TestingPlans.plan(
          task("a").files("a").build(),
          task("b").files("b").needs("a").build(),
          task("out").files("c").build());

  private final AmendmentReader reader = new AmendmentReader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tasks:\\n  d: {run: x, needs: nobody}          | E003-unknown-need | 2",
        "tasks:\\n  d: {run: x, needs: d}               | E004-self-need    | 2",
        "tasks:\\n  d: {run: x, files: [../e]}          | E020-outside-repository | 2",
        "tasks:\\n  d: {run: x, colour: red}            | E010-unknown-field | 2",
        "tasks:\\n  a: {run: other, files: [a]}         | E034-task-exists  | 2",
        "add-needs: {a: b}                              | E002-cycle        | 1",
        "add-needs: {nobody: a}                         | E003-unknown-need | 1",
        "add-needs: {b: 7}                              | E012-wrong-type   | 1",
        "add-needs: [b]                                 | E012-wrong-type   | 1",
        "add-needs: {out: a}                            | E055-published    | 1",
        "tasks: {d: {run: x}}\\nlimits: {max-workers: 2} | E010-unknown-field | 2",
        "name: x                                        | E006-no-tasks     | 1",
        "tasks: [unclosed                               | E001-syntax       | 1"
      })
  void aBadOneIsRefusedWithCodeAndLine(String text, String code, int line) {
    List<Problem> problems = invalid(text.replace("\\n", "\n"));

    assertThat(problems)
        .anySatisfy(problem -> {
          assertThat(problem.code()).isEqualTo(code);
          assertThat(problem.line()).isEqualTo(line);
          assertThat(problem.hint()).isNotBlank();
        });
  }

  @Test
  void theWholeCycleIsNamed() {
    assertThat(invalid("tasks:\n  d: {run: x, needs: b}\nadd-needs: {a: d}\n"))
        .first()
        .extracting(Problem::message)
        .asString()
        .contains("a -> ", "b -> ", "d -> ");
  }

  @Test
  void oneThatIsTooLongIsNotRead() {
    assertThat(invalid("#".repeat(2 * 1024 * 1024)).getFirst().hint()).contains("several steps");
  }

  @Test
  void tasksAndNeedsAreAdded() {
    Amendment amendment =
        valid(
            """
            defaults: {priority: P0}
            tasks:
              d: {run: make, files: [d], needs: [a, b]}
            add-needs: {b: [d2, a], a: []}
            """
                .replace("d2", "out"));

    Plan amended = amendment.to(PLAN);

    assertThat(amendment.needs()).isEqualTo(Map.of(new TaskKey("b"), List.of(new TaskKey("out"))));
    assertThat(amended.tasks()).hasSize(4);
    assertThat(amended.tasks().get(1).needs())
        .containsExactly(new TaskKey("a"), new TaskKey("out"));
    assertThat(amended.tasks().getLast().priority()).isEqualTo(Priority.P0);
  }

  @Test
  void whatIsThereAlreadyAddsNothing() {
    String text = "tasks:\n  d: {run: make, files: [d]}\nadd-needs: {b: a}\n";
    Plan once = valid(text).to(PLAN);

    AmendmentReading again = reader.read(text, once, key -> Optional.empty());

    assertThat(again).isInstanceOf(AmendmentReading.Valid.class);
    assertThat(((AmendmentReading.Valid) again).amendment().isEmpty()).isTrue();
  }

  @Test
  void equalValuesOfAPlanAreOneObject() {
    Interned interned = new Interned();
    TaskSpec first = interned.of(PLAN.tasks().get(0));
    TaskSpec second = interned.of(PLAN.tasks().get(1));

    assertThat(first).isEqualTo(PLAN.tasks().get(0));
    assertThat(second).isEqualTo(PLAN.tasks().get(1));
    assertThat(second.needs().getFirst()).isSameAs(first.key());
    assertThat(second.retry()).isSameAs(first.retry());
  }

  private Amendment valid(String text) {
    AmendmentReading reading = reader.read(text, PLAN, AmendmentReaderTest::published);
    assertThat(reading).isInstanceOf(AmendmentReading.Valid.class);
    return ((AmendmentReading.Valid) reading).amendment();
  }

  private List<Problem> invalid(String text) {
    AmendmentReading reading = reader.read(text, PLAN, AmendmentReaderTest::published);
    assertThat(reading).as(text).isInstanceOf(AmendmentReading.Invalid.class);
    return ((AmendmentReading.Invalid) reading).problems();
  }

  private static Optional<String> published(TaskKey key) {
    return key.value().equals("out") ? Optional.of("is being worked on") : Optional.empty();
  }
}
