package dev.signalbox.worker.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.Progress;
import dev.signalbox.common.plan.Cost;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task says of itself (S2-25), as documented in docs/task-protocol.md. */
class ReportTest {

  private final Report report = new Report();

  @Test
  void stepsNotesAndCostsAreTheProgress() {
    write("step 1/3 reading\ncost 0.40 USD\nstep 2 / 3   writing tests \n");
    assertThat(report.progress()).isEqualTo(new Progress(2, 3, "writing tests", cost("0.40 USD")));

    write("cost 0.021 USD\nnote nearly done\nstep 3\n");
    assertThat(report.progress()).isEqualTo(new Progress(3, null, "", cost("0.421 USD")));
    assertThat(report.takeSaid())
        .containsExactly(
            "[signalbox: step 1/3 reading]",
            "[signalbox: step 2/3 writing tests]",
            "[signalbox: nearly done]",
            "[signalbox: step 3]");
    assertThat(report.takeSaid()).isEmpty();
  }

  @Test
  void aLineCountsWhenItsEndIsThere() {
    write("step 1/3\nstep 2");
    assertThat(report.progress().step()).isEqualTo(1);

    write("/3\noutput port=80");
    assertThat(report.progress().step()).isEqualTo(2);
    assertThat(report.outputs()).isEmpty();

    write("80");
    report.end();
    assertThat(report.outputs()).isEqualTo(Map.of("port", "8080"));
  }

  @Test
  void theLatestOfAnOutputCountsAndKeepsItsSpacesAndSigns() {
    write("output url=http://x/?a=b c\noutput url=http://y/?a=b  c\noutput empty=\n");

    assertThat(report.outputs()).isEqualTo(Map.of("url", "http://y/?a=b  c", "empty", ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "step",
        "step x/3",
        "step 4/3",
        "step 1234567/3",
        "cost 1 usd",
        "cost -1 USD",
        "cost much",
        "output port",
        "output =1",
        "output a b=1",
        "STEP 1/2"
      })
  void whatIsNotUnderstoodIsSaidWithItsLineAndChangesNothing(String line) {
    write("step 1/2\n\n" + line + "\n");

    assertThat(report.progress()).isEqualTo(new Progress(1, 2, "", null));
    assertThat(report.outputs()).isEmpty();
    assertThat(report.takeSaid())
        .contains("[signalbox: line 3 of the report is not understood: " + line + "]");
  }

  @Test
  void anAttemptPaysInOneCurrency() {
    write("cost 1 USD\ncost 1 EUR\n");

    assertThat(report.progress().cost()).isEqualTo(cost("1.00 USD"));
    assertThat(report.takeSaid()).singleElement().asString().contains("line 2");
  }

  @Test
  void outputsAreBoundedAndTheErrorSaysHow() {
    write("output big=" + "x".repeat(Report.LARGEST_OUTPUTS) + "\n");
    assertThat(report.refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("32771 characters, 32768 are allowed"));

    write("output big=small\n");
    assertThat(report.refusal()).isEqualTo(Optional.empty());
  }

  @Test
  void howItIsCutIntoPiecesMakesNoDifference() {
    Random random = new Random(7);
    byte[] text = "step 1/9 ä\nnote ü€\nbad\ncost 2 EUR\noutput a=ß\nstep 2/9 last".getBytes(UTF_8);
    for (int round = 0; round < 100; round++) {
      Report pieces = new Report();
      for (int at = 0; at < text.length; ) {
        int length = Math.min(text.length - at, 1 + random.nextInt(9));
        pieces.append(Arrays.copyOfRange(text, at, at + length));
        at += length;
      }
      pieces.end();
      assertThat(pieces.progress()).isEqualTo(new Progress(2, 9, "last", cost("2 EUR")));
      assertThat(pieces.outputs()).isEqualTo(Map.of("a", "ß"));
      assertThat(pieces.takeSaid()).hasSize(4);
    }
  }

  private void write(String text) {
    report.append(text.getBytes(UTF_8));
  }

  private static Cost cost(String text) {
    return Cost.read(text).orElseThrow();
  }
}
