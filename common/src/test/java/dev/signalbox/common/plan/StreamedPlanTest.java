package dev.signalbox.common.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** S0-43, S0-55: a plan of any length is read task after task. */
class StreamedPlanTest {
  private final PlanReader reader = new PlanReader();

  /** I10: the same plan, or the same problems in the same places, as of the whole tree. */
  @Property(tries = 1000)
  void saysWhatTheWholeTreeSays(@ForAll long seed) throws IOException {
    String text = RandomText.of(seed);

    assertThat(reader.read(text)).as(text).isEqualTo(reader.readTree(PlanText.of(text)));
  }

  @Example
  void readsFieldsThatStandAfterTheTasks() {
    Plan plan =
        valid(
            """
            signalbox: 1
            tasks:
              a: { prompt: think }
              b: { prompt: think, priority: P3 }
            defaults: { priority: P0 }
            agent: claude
            name: late
            """);

    assertThat(plan.tasks())
        .extracting(TaskSpec::priority)
        .containsExactly(Priority.P0, Priority.P3);
  }

  @Example
  void tellsHowFarItIs() throws IOException {
    List<Integer> told = new ArrayList<>();

    reader.read(PlanText.of(tasks(600)), Long.MAX_VALUE, told::add);

    assertThat(told).containsExactly(256, 512, 600);
  }

  @Example
  void sharesWhatIsEqual() {
    Plan plan = valid(tasks(300));

    TaskSpec first = plan.tasks().getFirst();
    TaskSpec last = plan.tasks().getLast();
    assertThat(last.needs().getFirst()).isSameAs(plan.tasks().get(298).key());
    assertThat(last.files().getFirst()).isSameAs(first.files().getFirst());
    assertThat(last.retry()).isSameAs(first.retry());
  }

  @Example
  void refusesWhatIsLongerThanAllowed() throws IOException {
    PlanReading reading = reader.read(PlanText.of(tasks(300)), 5000, tasks -> {});

    assertThat(reading.problems()).extracting(Problem::code).containsExactly("E008-too-large");
  }

  @Example
  void refusesWhatIsNoText() throws IOException {
    byte[] bytes = {'n', 'a', (byte) 0xff};
    PlanText text = PlanText.ofBytes(() -> new ByteArrayInputStream(bytes));

    PlanReading reading = reader.read(text, 5000, tasks -> {});

    assertThat(reading.problems()).extracting(Problem::message).containsExactly("not UTF-8 text");
  }

  @Example
  void readsBytesAsText() throws IOException {
    byte[] bytes = tasks(3).replace("run: x", "run: é").getBytes(StandardCharsets.UTF_8);
    PlanText text = PlanText.ofBytes(() -> new ByteArrayInputStream(bytes));

    PlanReading reading = reader.read(text, 5000, tasks -> {});

    assertThat(((PlanReading.Valid) reading).plan().tasks().getFirst().run()).isEqualTo("é");
  }

  @Example
  void leavesAFailureToReadToTheCaller() {
    PlanText gone =
        () -> {
          throw new IOException("gone");
        };

    assertThatThrownBy(() -> reader.read(gone, 5000, tasks -> {})).hasMessage("gone");
  }

  private Plan valid(String text) {
    assertThat(reader.read(text)).isInstanceOf(PlanReading.Valid.class);
    return ((PlanReading.Valid) reader.read(text)).plan();
  }

  private static String tasks(int count) {
    StringBuilder text = new StringBuilder("signalbox: 1\nname: long\ntasks:\n");
    for (int at = 0; at < count; at++) {
      String needs = at == 0 ? "" : "needs: t" + (at - 1) + ", ";
      text.append("  t%d: { %sfiles: [src/a.txt], run: x }%n".formatted(at, needs));
    }
    return text.toString();
  }
}
