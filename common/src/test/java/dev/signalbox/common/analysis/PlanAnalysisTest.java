package dev.signalbox.common.analysis;

import static dev.signalbox.common.testing.TestingPlans.plan;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.Estimate;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanGraph;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** S3-01 to S3-05, S0-32, S0-36, C26. */
class PlanAnalysisTest {
  private static final Effort EFFORT = Effort.DEFAULTS;

  /** The example of S3-03: five tasks in three waves. */
  private static final Plan EPIC =
      plan(
          of("schema", 30).files("db/").build(),
          of("api", 60).needs("schema").files("api/").build(),
          of("page", 20).needs("schema").files("page/").build(),
          of("docs", 10).files("docs/").build(),
          of("tests", 40).needs("api", "page").files("tests/").build());

  @Test
  void wavesAreNumberedFromNull() {
    PlanAnalysis found = PlanAnalysis.of(EPIC, EFFORT);

    assertThat(found.waves())
        .containsExactly(keys("schema", "docs"), keys("api", "page"), keys("tests"));
    assertThat(found.width()).isEqualTo(2);
    assertThat(found.kind()).isEqualTo(GraphKind.HYBRID);
  }

  /** S0-33: 43 needs 42, 45 needs 43, and 44 is free. */
  @Test
  void theWorkedExampleHasItsLevels() {
    Plan plan =
        plan(
            task("i42").build(),
            task("i43").needs("i42").build(),
            task("i44").build(),
            task("i45").needs("i43").build());

    assertThat(PlanAnalysis.of(plan, EFFORT).waves())
        .containsExactly(keys("i42", "i44"), keys("i43"), keys("i45"));
  }

  @Test
  void theCriticalPathIsNamedTaskByTask() {
    PlanAnalysis found = PlanAnalysis.of(EPIC, EFFORT);

    assertThat(found.criticalPath())
        .extracting(PlanAnalysis.Step::task)
        .isEqualTo(keys("schema", "api", "tests"));
    assertThat(found.longest()).isEqualTo(Duration.ofMinutes(130));
    assertThat(found.work()).isEqualTo(Duration.ofMinutes(160));
    assertThat(found.criticalPath()).allMatch(PlanAnalysis.Step::isCritical);
    assertThat(found.parallelism()).isCloseTo(160.0 / 130, within(1e-9));
  }

  @Test
  void slackIsWhatATaskMayLoseWithoutLoss() {
    PlanAnalysis found = PlanAnalysis.of(EPIC, EFFORT);

    assertThat(found.steps())
        .extracting(step -> step.slack().toMinutes())
        .containsExactly(0L, 0L, 40L, 120L, 0L);
    assertThat(found.steps().get(4).start()).isEqualTo(Duration.ofMinutes(90));
  }

  @Test
  void theKindSaysWhatParallelismThereIs() {
    Plan chain = plan(task("a").build(), task("b").needs("a").build());
    Plan broad = plan(task("a").build(), task("b").build(), task("c").build(), task("d").build());

    assertThat(PlanAnalysis.of(chain, EFFORT).kind()).isEqualTo(GraphKind.CHAIN);
    assertThat(PlanAnalysis.of(chain, EFFORT).usefulWorkers()).isEqualTo(1);
    assertThat(PlanAnalysis.of(broad, EFFORT).kind()).isEqualTo(GraphKind.BROAD);
    assertThat(PlanAnalysis.of(broad, EFFORT).usefulWorkers()).isEqualTo(4);
    assertThat(GraphKind.CHAIN.meaning()).contains("one worker");
  }

  @Test
  void timesComeFromEstimatesThenPointsThenTheAssumption() {
    Plan plan =
        read(
            """
            tasks:
              a: {run: x, files: [a], estimate: 90s}
              b: {run: x, files: [b], estimate: {points: 3}}
              c: {run: x, files: [c]}
            """);
    Effort effort = new Effort(Duration.ofMinutes(5), Duration.ofMinutes(2));

    assertThat(plan.tasks().stream().map(effort::millis))
        .containsExactly(90_000L, 900_000L, 120_000L);
    assertThat(PlanAnalysis.of(plan, effort).sources())
        .containsEntry(Effort.Source.ESTIMATE, 1)
        .containsEntry(Effort.Source.POINTS, 1)
        .containsEntry(Effort.Source.ASSUMED, 1);
    assertThat(Effort.source(withEstimate(new Estimate(null, null))))
        .isEqualTo(Effort.Source.ASSUMED);
  }

  @Test
  void noPlanEndsBeforeItsLongestPathItsShareOfWorkAndItsBusiestPath() {
    assertThat(PlanAnalysis.of(EPIC, EFFORT, 1).bounds().least())
        .isEqualTo(Duration.ofMinutes(160));
    assertThat(PlanAnalysis.of(EPIC, EFFORT, 4).bounds().least())
        .isEqualTo(Duration.ofMinutes(130));
    assertThat(PlanAnalysis.of(EPIC, EFFORT, 2).bounds().greedy())
        .isEqualTo(Duration.ofMinutes(145));

    Plan oneFile =
        plan(
            of("first", 5).files("other").build(),
            of("a", 10).needs("first").files("src/Shop.java").build(),
            of("b", 20).needs("first").files("src/Shop.java").build(),
            of("c", 30).needs("first").files("src/").build(),
            of("d", 1).needs("b").files("x").build());
    PlanAnalysis found = PlanAnalysis.of(oneFile, EFFORT, 8);

    assertThat(found.bounds().least()).isEqualTo(Duration.ofMinutes(65));
    assertThat(found.busiest())
        .containsExactly(new BusyPath("src/Shop.java", 3, Duration.ofMinutes(60)));
  }

  @Test
  void aPathInsideAnotherOfTheSameTaskCountsOnce() {
    Plan plan =
        plan(
            of("a", 10).files("src/", "src/a", "src/b").build(),
            of("b", 10).files("src/a", "lib/").build());

    assertThat(PlanAnalysis.of(plan, EFFORT).busiest())
        .containsExactly(new BusyPath("src/a", 2, Duration.ofMinutes(20)));
  }

  /** On random graphs: the length equals the longest of all paths, and slack keeps it. */
  @Test
  void randomGraphsHaveTheLongestPathThatTryingAllFinds() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      TaskSpec[] tasks = new TaskSpec[1 + random.nextInt(12)];
      for (int at = 0; at < tasks.length; at++) {
        String[] needs =
            IntStream.range(0, at)
                .filter(any -> random.nextInt(4) == 0)
                .mapToObj(need -> "t" + need)
                .toArray(String[]::new);
        tasks[at] = of("t" + at, 1 + random.nextInt(9)).needs(needs).files("f" + at).build();
      }
      Plan plan = plan(tasks);
      PlanGraph graph = PlanGraph.of(plan);
      PlanAnalysis found = PlanAnalysis.of(plan, EFFORT);
      long longest =
          IntStream.range(0, tasks.length)
              .mapToLong(at -> walk(graph, plan, at))
              .max()
              .orElseThrow();

      assertThat(found.longest().toMillis()).as("seed %d", seed).isEqualTo(longest);
      assertThat(found.criticalPath().stream().mapToLong(step -> step.duration().toMillis()).sum())
          .as("seed %d", seed)
          .isEqualTo(longest);
      assertThat(found.usefulWorkers()).isBetween(1, tasks.length);
      assertThat(found.steps()).allMatch(step -> !step.slack().isNegative());
    }
  }

  @Test
  void anAnalysisIsOneDocument() {
    String json = MessageCodec.mapper().writeValueAsString(PlanAnalysis.of(EPIC, EFFORT));

    assertThat(json).contains("\"kind\":\"hybrid\"", "\"longest\":\"PT2H10M\"");
  }

  private static long walk(PlanGraph graph, Plan plan, int task) {
    long behind = 0;
    for (int dependent : graph.dependents(task)) {
      behind = Math.max(behind, walk(graph, plan, dependent));
    }
    return EFFORT.millis(plan.tasks().get(task)) + behind;
  }

  private static dev.signalbox.common.testing.TestingTask of(String key, int minutes) {
    return task(key).estimate(Duration.ofMinutes(minutes));
  }

  private static TaskSpec withEstimate(Estimate estimate) {
    TaskSpec bare = task("a").build();
    return new TaskSpec(
        bare.key(),
        bare.title(),
        bare.issue(),
        bare.type(),
        bare.priority(),
        bare.needs(),
        bare.files(),
        bare.reads(),
        bare.run(),
        bare.prompt(),
        bare.with(),
        bare.env(),
        bare.labels(),
        bare.skills(),
        bare.timeout(),
        estimate,
        bare.retry(),
        bare.worker(),
        bare.executor(),
        bare.image(),
        bare.conflicts(),
        bare.largeDeletions());
  }

  private static Plan read(String tasks) {
    PlanReading reading = new PlanReader().read("signalbox: 1\nname: x\n" + tasks);
    assertThat(reading).isInstanceOf(PlanReading.Valid.class);
    return ((PlanReading.Valid) reading).plan();
  }

  private static List<TaskKey> keys(String... keys) {
    return Stream.of(keys).map(TaskKey::new).toList();
  }
}
