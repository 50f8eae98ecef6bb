package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.worker.core.SlotVariables.Cache;
import dev.signalbox.worker.testing.TestingAssignments;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a task's commands find in their environment (S2-26, S3-13). */
class TaskEnvironmentTest {

  private static final TestingAssignments ANY =
      TestingAssignments.in(new RepositoryId("/r"), "/r")
          .env(Map.of("OWN", "mine", "npm_config_cache", "/mine", "SIGNALBOX_SLOT", "9"))
          .given("build-it", Map.of("image.name", "shop:1", "tag", "1"));

  @Test
  void isAnAllowListAndWhatIsToldOfTheTask() {
    Assignment assignment = ANY.build();

    assertThat(
            environment(
                Map.of("PATH", "/bin", "AWS_SECRET", "x", "LC_ALL", "C", "AGENT_KEY", "k"),
                assignment))
        .containsEntry("AGENT_KEY", "k")
        .containsEntry("PATH", "/guard:/bin")
        .containsEntry("LC_ALL", "C")
        .containsEntry("TERM", "dumb")
        .containsEntry("TMPDIR", "/t")
        .containsEntry("OWN", "mine")
        .containsEntry("SIGNALBOX_WITH_SIZE", "3")
        .containsEntry("SIGNALBOX_PLAN", "plan")
        .containsEntry("SIGNALBOX_SLOT", "2")
        .containsEntry("SIGNALBOX_WORKTREE", "/w")
        .containsEntry("SIGNALBOX_PROMPT", "/p.md")
        .containsEntry("SIGNALBOX_TOKEN", assignment.attempt().token().toString())
        .containsEntry("SIGNALBOX_OUTPUT_BUILD_IT_IMAGE_NAME", "shop:1")
        .containsEntry("SIGNALBOX_OUTPUT_BUILD_IT_TAG", "1")
        .containsEntry("SIGNALBOX_PORT", "20010")
        .doesNotContainKey("AWS_SECRET");
  }

  @Test
  void defaultsGiveWayToTheTask() {
    assertThat(environment(Map.of(), ANY.build()))
        .containsEntry("npm_config_cache", "/mine")
        .containsEntry("PIP_CACHE_DIR", "/cache/pip")
        .containsEntry("PATH", "/guard:/usr/bin:/bin");
  }

  @Test
  void withoutAPromptThereIsNoPromptFile() {
    var place = new TaskEnvironment.Place(1, "/w", "/t", null, "", Map.of(), Map.of());

    assertThat(TaskEnvironment.of(Map.of("PATH", "/bin"), ANY.build(), place))
        .doesNotContainKey("SIGNALBOX_PROMPT")
        .containsEntry("PATH", "/bin");
  }

  @Test
  void theDigestTellsConditionsApartAndNotAttempts() {
    String first = TaskEnvironment.digest(environment(Map.of(), ANY.build()));

    assertThat(TaskEnvironment.digest(environment(Map.of(), ANY.build()))).isEqualTo(first);
    assertThat(TaskEnvironment.digest(environment(Map.of("LANG", "de"), ANY.build())))
        .isNotEqualTo(first);
  }

  @Test
  void slotsOfAllWorkersHavePortsAndDatabasesOfTheirOwn() {
    List<Map<String, String>> slots =
        Stream.of("Build-1.example.org", "build_1_example_org", "w".repeat(300))
            .flatMap(worker ->
                IntStream.rangeClosed(1, 4)
                    .mapToObj(slot -> SlotVariables.own(worker, slot, 20_000, 10)))
            .toList();

    assertThat(slots.stream().map(slot -> slot.get("SIGNALBOX_DATABASE")).toList())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z][a-z0-9_]{0,62}"));
    assertThat(slots.subList(0, 4).stream().map(slot -> slot.get("SIGNALBOX_PORT")))
        .containsExactly("20000", "20010", "20020", "20030");
  }

  @Test
  void everyCacheHasAVariable() {
    assertThat(SlotVariables.caches("/cache", Arrays.asList(Cache.values())))
        .containsEntry("npm_config_cache", "/cache/npm")
        .containsEntry("GOMODCACHE", "/cache/go/mod")
        .containsEntry("MAVEN_ARGS", "-Dmaven.repo.local=/cache/maven");
  }

  private static Map<String, String> environment(
      Map<String, String> inherited, Assignment assignment) {
    return TaskEnvironment.of(
        TaskEnvironment.inherited(inherited, List.of("AGENT_KEY")),
        assignment,
        new TaskEnvironment.Place(
            2,
            "/w",
            "/t",
            "/p.md",
            "/guard",
            SlotVariables.caches("/cache", List.of(Cache.NPM, Cache.PIP)),
            SlotVariables.own("w1", 2, 20_000, 10)));
  }
}
