package dev.signalbox.common.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanReaderTest {
  private static final String HEAD = "signalbox: 1\nname: p\n";
  private final PlanReader reader = new PlanReader();

  @Test
  void theExampleIsAPlanWithoutProblems() throws IOException {
    try (InputStream example = PlanReader.class.getResourceAsStream("/schemas/plan/example.yaml")) {
      String text =
          new String(Objects.requireNonNull(example).readAllBytes(), StandardCharsets.UTF_8);
      Plan plan = valid(text);

      assertThat(reader.read(text).problems()).isEmpty();
      assertThat(plan.tasks()).hasSize(4);
      assertThat(plan.tasks().get(2).needs())
          .containsExactly(new TaskKey("fix-login"), new TaskKey("add-oauth"));
      assertThat(PlanGraph.of(plan).waves().get(0)).contains(new TaskKey("add-oauth"));
      assertThat(PlanGraph.of(plan).waves().get(1)).contains(new TaskKey("docs"));
    }
  }

  @Test
  void whatATaskDoesNotSayHasADefault() {
    Plan plan = valid(HEAD + "tasks: { a: { run: make } }");
    TaskSpec task = plan.tasks().getFirst();

    assertThat(plan.limits()).isEqualTo(Limits.DEFAULTS);
    assertThat(plan.merge()).isEqualTo(MergeSpec.DEFAULTS);
    assertThat(task.title()).isEqualTo("a");
    assertThat(task.timeout()).isEqualTo(Duration.ofHours(1));
    assertThat(task.retry()).isEqualTo(RetrySpec.DEFAULTS);
    assertThat(task.lane()).isEqualTo("default");
  }

  @Test
  void defaultsOfThePlanAreMergedFieldByField() {
    TaskSpec task =
        valid(
                HEAD
                    + """
                    defaults:
                      { env: { A: x, B: x }, retry: { max: 2, backoff: 5s }, skills: [java],
                        priority: P0, estimate: 500ms, large-deletions: true }
                    tasks:
                      a:
                        { run: make, env: { B: y }, retry: { when: [verify] },
                          with: { n: 3, on: true } }
                    """)
            .tasks()
            .getFirst();

    assertThat(task.env()).isEqualTo(Map.of("A", "x", "B", "y"));
    assertThat(task.retry())
        .isEqualTo(new RetrySpec(2, Duration.ofSeconds(5), List.of(FailureKind.VERIFY)));
    assertThat(task.with()).isEqualTo(Map.of("n", "3", "on", "true"));
    assertThat(task.priority()).isEqualTo(Priority.P0);
    assertThat(task.estimate()).isEqualTo(new Estimate(Duration.ofMillis(500), null));
    assertThat(task.lane()).isEqualTo("java");
    assertThat(task.largeDeletions()).isTrue();
  }

  @Test
  void aRetryingPlanTriesThreeTimesWhereNothingIsSaid() {
    List<TaskSpec> tasks =
        valid(
                HEAD
                    + "on-failure: retry\n"
                    + "tasks: { a: { run: x }, b: { run: x, retry: { max: 0 } } }")
            .tasks();

    assertThat(tasks).extracting(task -> task.retry().max()).containsExactly(3, 0);
  }

  @Test
  void jsonIsReadAsYamlIs() {
    String json =
        "{\n\t\"signalbox\": 1, \"name\": \"p\",\n\t\"setup\": [{\"run\": \"npm ci\"}],"
            + "\"tasks\": {\"a\": {\"run\": \"x\", \"issue\": 7, \"title\": \"caf\\u00e9\","
            + " \"estimate\": {\"points\": 2.5}}}}";
    Plan plan = valid(json);

    assertThat(plan.tasks().getFirst().title()).isEqualTo("café");
    assertThat(plan.tasks().getFirst().issue()).isEqualTo(7);
    assertThat(plan.setup()).containsExactly(new SetupStep("npm ci", List.of()));
  }

  @Test
  void anchorsAndMergesAreWrittenOut() {
    Plan plan =
        valid(
            HEAD
                + """
                x-common: &common { run: make, timeout: 5m }
                x-other: &other { timeout: 9m, priority: P1 }
                tasks:
                  a: { <<: *common, timeout: 1h30m }
                  b: { <<: [*common, *other] }
                  c: *common
                """);

    assertThat(plan.tasks())
        .extracting(task -> task.timeout().toMinutes())
        .containsExactly(90L, 5L, 5L);
    assertThat(plan.tasks().get(1).priority()).isEqualTo(Priority.P1);
  }

  @Test
  void aCycleIsPrintedWhole() {
    Problem cycle =
        reader
            .read(
                HEAD
                    + "tasks:\n  a: { run: x, needs: c }\n  b: { run: x, needs: [a] }\n"
                    + "  c: { run: x, needs: b }\n")
            .problems()
            .getFirst();

    assertThat(cycle.code()).isEqualTo("E002-cycle");
    assertThat(cycle.message()).endsWith("a -> c -> b -> a");
    assertThat(cycle.describe("p.yaml")).startsWith("p.yaml:4:16: error E002-cycle: ");
  }

  @Test
  void aLongChainIsReadAndALongCycleFound() {
    String tasks =
        IntStream.range(1, 100_000)
            .mapToObj(at -> "  t" + at + ": { run: x, needs: t" + (at - 1) + " }\n")
            .collect(Collectors.joining());
    String start = HEAD + "no-files: unchecked\ntasks:\n" + tasks;
    Plan plan = valid(start + "  t0: { run: x }\n");

    assertThat(PlanGraph.of(plan).waves().get(99_999)).containsExactly(new TaskKey("t99999"));
    assertThat(reader.read(start + "  t0: { run: x, needs: t99999 }\n").problems())
        .singleElement()
        .satisfies(cycle -> assertThat(cycle.message()).contains("t1 -> t0 -> t99999"));
  }

  @Test
  void tasksWithoutFilesAreWarnedOfOnce() {
    String tasks = "tasks: { a: { run: x }, b: { run: x }, c: { run: x }, d: { run: x } }";

    assertThat(reader.read(HEAD + tasks).problems())
        .singleElement()
        .satisfies(warning -> {
          assertThat(warning.code()).isEqualTo("W011-no-files");
          assertThat(warning.severity()).isEqualTo(Severity.WARNING);
          assertThat(warning.message()).startsWith("tasks a, b, c and 1 more declare no files");
        });
    assertThat(reader.read(HEAD + "no-files: unchecked\n" + tasks).problems()).isEmpty();
  }

  private Plan valid(String text) {
    PlanReading reading = reader.read(text);
    assertThat(reading).isInstanceOf(PlanReading.Valid.class);
    return ((PlanReading.Valid) reading).plan();
  }
}
