package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.worker.testing.TestingAssignments;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NamingTest {

  private static final TestingAssignments ANY =
      TestingAssignments.in(new RepositoryId("/repositories/shop/.git"), "/repositories/shop");

  @Test
  void aBranchSaysTypeIssueTaskAndTitle() {
    TaskSpec task = ANY.build().task();

    assertThat(Naming.branch(task))
        .isEqualTo("feat/7-" + task.key() + "-do-the-work-of-" + task.key());
  }

  @Property
  void aSlugIsSafeInARefName(@ForAll String title) {
    assertThat(Naming.slug(title)).matches("([a-z0-9]+(-[a-z0-9]+)*)?").hasSizeLessThan(41);
  }

  @Test
  void aSlugKeepsTheLettersOfAccentedWords() {
    assertThat(Naming.slug("  Größe prüfen: Ünïcode!  ")).isEqualTo("gro-e-prufen-unicode");
  }

  @Test
  void aCommitNamesWhatItCameFrom() {
    Assignment assignment = ANY.build();

    assertThat(Naming.commitMessage(assignment).lines())
        .startsWith("feat: Do the work of " + assignment.task().key(), "")
        .contains(
            "Signalbox-Plan: plan",
            "Signalbox-Task: " + assignment.task().key(),
            "Signalbox-Attempt: 1",
            "Signalbox-Token: " + assignment.attempt().token());
  }

  @Test
  void aPreserveRefNamesAttemptAndCommit() {
    Assignment assignment = ANY.build();

    assertThat(Naming.preserveRef(assignment.attempt(), "0123456789abcdef"))
        .startsWith("refs/signalbox/preserve/" + assignment.attempt().task().plan() + "/")
        .endsWith("/1-0123456789ab");
  }

  /** S2-13. */
  @Test
  void aPromptListsFilesAndNumberedRequirements() {
    Assignment assignment =
        TestingAssignments.in(new RepositoryId("/r"), "/r")
            .files("src/a.txt")
            .verify("make")
            .given("measure", Map.of("result", "1\n2", "unit", "ms"))
            .build();

    String document = PromptDocument.of(assignment, "Add the flow.");

    assertThat(document)
        .startsWith("# Do the work of ")
        .contains(
            "Add the flow.", "- src/a.txt", "1. Work only", "must succeed on the result: make")
        .contains("5. Do not delete large parts", "6. Say how far you are", "$SIGNALBOX_REPORT")
        .contains("- measure, result: 1\n  2\n- measure, unit: ms\n")
        .contains("7. Exit with status 0");
  }

  @Test
  void aWorkerServesTheLanesOfItsSkills() {
    assertThat(
            Lanes.served(
                List.of(
                    "signalbox.tasks.default",
                    "signalbox.tasks.java",
                    "signalbox.tasks.docker.java",
                    "signalbox.tasks.docker.gpu",
                    "signalbox.events"),
                "signalbox.tasks.default",
                List.of("java", "docker")))
        .containsExactly(
            "signalbox.tasks.default", "signalbox.tasks.docker.java", "signalbox.tasks.java");
  }

  @Test
  void anOutcomeHasANameForCounts() {
    assertThat(new Outcome.Completed(null).label()).isEqualTo("completed");
    assertThat(new Outcome.Stopped("x").label()).isEqualTo("stopped");
    assertThat(new Outcome.Failed(dev.signalbox.common.plan.FailureKind.EXIT, "x").label())
        .isEqualTo("failed");
  }
}
