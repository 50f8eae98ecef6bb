package dev.signalbox.common.analysis;

import static dev.signalbox.common.testing.TestingPlans.plan;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Mode;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanGraph;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.RandomFootprints;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** S3-15: the pairs of tasks that will have to take turns are known before the plan runs. */
class PotentialConflictsTest {

  @Test
  void filesDirectoriesAndGlobsThatOverlapAreNamedWithTheirPaths() {
    PotentialConflicts found =
        PotentialConflicts.of(
            plan(
                task("file").files("src/a/Shop.java").build(),
                task("directory").files("src/a/").build(),
                task("glob").files("src/**/*.java").build(),
                task("elsewhere").files("lib/x").build()),
            10);

    assertThat(found.total()).isEqualTo(3);
    assertThat(found.pairs())
        .extracting(pair -> pair.first() + " " + pair.second())
        .containsExactly("file directory", "file glob", "directory glob");
    assertThat(found.pairs().getFirst().paths())
        .containsExactly(new PotentialConflicts.Overlap("src/a/Shop.java", Mode.WRITE, Mode.WRITE));
  }

  @Test
  void readersMeetOnlyWriters() {
    PotentialConflicts found =
        PotentialConflicts.of(
            plan(
                task("one").files("a").reads("shared").build(),
                task("two").files("b").reads("shared").build(),
                task("writer").files("shared").build()),
            10);

    assertThat(found.pairs())
        .extracting(pair -> pair.first() + " " + pair.second())
        .containsExactly("one writer", "two writer");
    assertThat(found.pairs().getFirst().paths())
        .containsExactly(new PotentialConflicts.Overlap("shared", Mode.READ, Mode.WRITE));
  }

  @Test
  void tasksThatNeedsOrderAreNoConflictHoweverFarApart() {
    Plan plan =
        plan(
            task("c").needs("b").files("x").build(),
            task("b").needs("a").files("y").build(),
            task("a").files("x").build(),
            task("d").needs("a").files("x").build());

    assertThat(PotentialConflicts.of(plan, 10).pairs())
        .extracting(pair -> pair.first() + " " + pair.second())
        .containsExactly("c d");
  }

  /** S2-20: a shared file is one resource, whichever of its files a task writes. */
  @Test
  void sharedFilesHaveOneWriterAndTasksWithoutFilesTheRepository() {
    PotentialConflicts shared =
        PotentialConflicts.of(
            plan(
                task("a").files(".github/workflows/one.yaml").build(),
                task("b").files(".github/workflows/two.yaml").build()),
            10);
    PotentialConflicts bare =
        PotentialConflicts.of(plan(task("a").build(), task("b").files("x").build()), 10);

    assertThat(shared.pairs().getFirst().paths())
        .contains(new PotentialConflicts.Overlap(".github/workflows", Mode.WRITE, Mode.WRITE));
    assertThat(bare.total()).isEqualTo(1);
  }

  @Test
  void allAreCountedAndSomeAreNamed() {
    TaskSpec[] tasks =
        IntStream.range(0, 3_000)
            .mapToObj(at -> task("t" + at).files("one").build())
            .toArray(TaskSpec[]::new);

    PotentialConflicts found = PotentialConflicts.of(plan(tasks), 7);

    assertThat(found.total()).isEqualTo(3_000L * 2_999 / 2);
    assertThat(found.pairs()).hasSize(7);
  }

  /** The answer is that of comparing every pair by the rule itself. */
  @Test
  void randomPlansGiveThePairsThatComparingAllGives() {
    for (long seed = 0; seed < 100; seed++) {
      Plan plan = random(seed, 2 + (int) (seed % 30));
      List<String> expected = slowly(plan);

      PotentialConflicts found = PotentialConflicts.of(plan, Integer.MAX_VALUE);

      assertThat(found.pairs())
          .as("seed %d", seed)
          .extracting(pair -> pair.first() + " " + pair.second())
          .containsExactlyElementsOf(expected);
      assertThat(found.total()).isEqualTo(expected.size());
      assertThat(found.pairs()).allMatch(pair -> !pair.paths().isEmpty());
    }
  }

  /** Pairs across the blocks that tasks are compared in are neither lost nor counted twice. */
  @Test
  void blocksMeetEachOther() {
    int tasks = 2 * Block.WIDTH + 100;
    TaskSpec[] specs = new TaskSpec[tasks];
    for (int at = 0; at < tasks; at++) {
      String[] needs = at % 2 == 0 || at < 2 ? new String[0] : new String[] {"t" + (at - 2)};
      specs[at] = task("t" + at).needs(needs).files(at % 100 == 50 ? "f" : "own/" + at).build();
    }
    Plan plan = plan(specs);

    PotentialConflicts found = PotentialConflicts.of(plan, Integer.MAX_VALUE);

    assertThat(found.total()).isEqualTo(21L * 20 / 2);
    assertThat(found.pairs()).hasSize(210).doesNotHaveDuplicates();
  }

  @Test
  void tenThousandTasksTakeWellUnderASecond() {
    Plan plan = large(10_000);
    PotentialConflicts.of(plan, 100);

    long begun = ownNanos();
    PotentialConflicts found = PotentialConflicts.of(plan, 100);
    PlanAnalysis.of(plan, Effort.DEFAULTS);
    Duration taken = Duration.ofNanos(ownNanos() - begun);

    assertThat(found.total()).isPositive();
    assertThat(taken).isLessThan(Duration.ofSeconds(1));
  }

  /** The time of this thread alone, whatever else the machine does. */
  private static long ownNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static Plan large(int tasks) {
    Random random = new Random(7);
    TaskSpec[] specs = new TaskSpec[tasks];
    for (int at = 0; at < tasks; at++) {
      int before = at;
      String[] needs =
          random
              .ints(before == 0 ? 0 : 3, Math.max(0, before - 200), Math.max(1, before))
              .distinct()
              .mapToObj(need -> "t" + need)
              .toArray(String[]::new);
      String[] files =
          random
              .ints(5, 0, 4_000)
              .mapToObj(file -> "src/m" + file % 60 + "/p" + file % 7 + "/F" + file + ".java")
              .toArray(String[]::new);
      specs[at] = task("t" + at).needs(needs).files(files).build();
    }
    return plan(specs);
  }

  private static Plan random(long seed, int tasks) {
    Random random = new Random(seed);
    RandomFootprints footprints = new RandomFootprints(seed);
    TaskSpec[] specs = new TaskSpec[tasks];
    for (int at = 0; at < tasks; at++) {
      Footprint footprint = footprints.next();
      String[] needs =
          IntStream.range(0, at)
              .filter(any -> random.nextInt(6) == 0)
              .mapToObj(need -> "t" + need)
              .toArray(String[]::new);
      specs[at] =
          task("t" + at)
              .needs(needs)
              .files(texts(footprint.writes()))
              .reads(texts(footprint.reads()))
              .build();
    }
    return plan(specs);
  }

  private static String[] texts(List<PathPattern> patterns) {
    return patterns.stream().map(PathPattern::text).toArray(String[]::new);
  }

  private static List<String> slowly(Plan plan) {
    PlanGraph graph = PlanGraph.of(plan);
    List<String> pairs = new ArrayList<>();
    for (int first = 0; first < graph.size(); first++) {
      for (int second = first + 1; second < graph.size(); second++) {
        boolean ordered = reaches(graph, first, second) || reaches(graph, second, first);
        Footprint mine = plan.footprintOf(plan.tasks().get(first));
        Footprint theirs = plan.footprintOf(plan.tasks().get(second));
        if (!ordered && mine.firstConflict(theirs).isPresent()) {
          TaskKey one = graph.key(first);
          pairs.add(one + " " + graph.key(second));
        }
      }
    }
    return pairs;
  }

  private static boolean reaches(PlanGraph graph, int from, int to) {
    return from == to
        || IntStream.of(graph.dependents(from)).anyMatch(next -> reaches(graph, next, to));
  }
}
