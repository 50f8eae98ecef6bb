package dev.signalbox.common.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C3: one scale of classes for the priorities that people write in three ways. */
class PriorityWordsTest {
  private final PlanReader reader = new PlanReader();

  @ParameterizedTest
  @DisplayName("C3, S2-10: 1 to 5 are classes, 1 the highest")
  @CsvSource({"1, P0", "2, P1", "3, P2", "4, P3", "5, P3", "1.0, P0", "0x2, P1"})
  void numbersAreClasses(String number, Priority expected) {
    assertThat(priority("priority: " + number)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"P0, P0", "P1, P1", "P2, P2", "P3, P3"})
  void classesAreThemselves(String word, Priority expected) {
    assertThat(priority("priority: " + word)).isEqualTo(expected);
  }

  @ParameterizedTest
  @DisplayName("C3, S0-11: without a priority the labels tell, the strongest first")
  @CsvSource(
      delimiter = '|',
      value = {
        "urgent: 'true'                | P0",
        "bug: 'true'                   | P1",
        "milestone: '1.4'              | P2",
        "bug: 'yes', urgent: ''        | P0",
        "milestone: '1.4', bug: 'x'    | P1",
        "urgent: 'false', bug: 'true'  | P1",
        "urgent: 'false'               | P2",
        "Urgent: 'true', bugs: 'true'  | P2"
      })
  void labelsTellWhatIsNotSaid(String labels, Priority expected) {
    assertThat(priority("labels: { " + labels + " }")).isEqualTo(expected);
  }

  @Test
  void nothingSaidIsTheDefaultOfTheSchema() {
    assertThat(priority("title: T")).isEqualTo(Priority.P2);
  }

  @Test
  @DisplayName("C3: a priority that is written counts more than labels")
  void aWrittenPriorityCountsMore() {
    assertThat(priority("priority: 5, labels: { urgent: 'true' }")).isEqualTo(Priority.P3);
    assertThat(priority("defaults: { priority: P3 }", "labels: { urgent: 'true' }"))
        .isEqualTo(Priority.P3);
  }

  @Test
  void defaultsGiveNumbersAndLabelsToo() {
    assertThat(priority("defaults: { priority: 1 }", "title: T")).isEqualTo(Priority.P0);
    assertThat(priority("defaults: { labels: { bug: 'x' } }", "title: T")).isEqualTo(Priority.P1);
    assertThat(priority("defaults: { labels: { bug: 'x' } }", "labels: { bug: 'false' }"))
        .isEqualTo(Priority.P2);
  }

  @ParameterizedTest
  @DisplayName("I10: what is no class is refused with the words that are")
  @ValueSource(strings = {"0", "6", "-1", "1.5", "4294967297", "'1'", "true", "high"})
  void otherValuesAreRefused(String value) {
    List<Problem> problems = reader.read(text("x-a: 1", "priority: " + value)).problems();

    assertThat(problems).extracting(Problem::code).containsExactly("E013-bad-value");
    assertThat(problems.getFirst().message()).endsWith("one of P0, P1, P2, P3, 1, 2, 3, 4, 5");
  }

  private Priority priority(String task) {
    return priority("x-a: 1", task);
  }

  private Priority priority(String field, String task) {
    PlanReading reading = reader.read(text(field, task));
    assertThat(reading).as("%s", reading.problems()).isInstanceOf(PlanReading.Valid.class);
    return ((PlanReading.Valid) reading).plan().tasks().getFirst().priority();
  }

  private static String text(String field, String task) {
    return """
    signalbox: 1
    name: p
    %s
    tasks: { a: { run: make, %s } }
    """
        .formatted(field, task);
  }
}
