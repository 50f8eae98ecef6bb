package dev.signalbox.cli.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.core.view.DeskText.Desk;
import dev.signalbox.cli.core.view.DeskText.Held;
import dev.signalbox.cli.core.view.DeskText.Person;
import dev.signalbox.cli.core.view.DeskText.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** S2-14, S2-16: what a person reads who has claimed a task, and who has which. */
class DeskTextTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @Test
  void aClaimEndsWithThePlaceTheFilesTheLeaseAndWhatToSayNext() {
    assertThat(claimed(desk("/w/people/review", "signalbox/shop/review", ""), "src/a", "b.txt"))
        .containsExactly(
            "shop/review is with Ann",
            "  worktree  /w/people/review",
            "  branch    signalbox/shop/review",
            "  files     src/a, b.txt",
            "  until     in 3 h (15:00:00); claim and progress move it further",
            "next:",
            "  cd /w/people/review",
            "  signalbox task progress shop/review 1/3 --note TEXT",
            "  signalbox task complete shop/review    # commits the rest, verifies, merges",
            "  signalbox task release shop/review     # gives it back; what is done is kept",
            "  signalbox task fail shop/review --reason TEXT");
  }

  @Test
  void aTaskWithoutFilesMayChangeAny() {
    assertThat(claimed(desk("/w", "b", ""))).contains("  files     any");
  }

  /** The setup of workers is not run for people: they are told it, where it is to be run. */
  @Test
  void thePlansSetupStandsAfterTheWayToTheWorktree() {
    var given = new DeskText.Given("shop/review", List.of(), List.of("npm ci\n", "make a\nmake b"));

    assertThat(DeskText.claimed(given, desk("/w", "b", ""), NOW, ZoneOffset.UTC))
        .containsSequence("  cd /w", "  npm ci", "  make a", "  make b");
    assertThat(DeskText.claimed(given, desk(null, null, ""), NOW, ZoneOffset.UTC))
        .doesNotContain("  npm ci");
  }

  @Test
  void whyATaskCameBackStandsBelowTheBranchLineByLine() {
    assertThat(claimed(desk("/w", "b", "not merged: verify: exit 1\n2 tests failed\n")))
        .containsSequence(
            "  branch    b",
            "  note      not merged: verify: exit 1\n            2 tests failed",
            "  files     any");
  }

  @Test
  void aClaimThatHasNoPlaceYetNamesNone() {
    assertThat(claimed(desk(null, null, "")))
        .noneMatch(line -> line.contains("null"))
        .noneMatch(line -> line.startsWith("  cd") || line.startsWith("  worktree"))
        .contains("  signalbox task release shop/review     # gives it back; what is done is kept");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/home/ann/x-1.2+3, cd /home/ann/x-1.2+3",
        "/my work/x, cd '/my work/x'",
        "/ann's/$x, cd '/ann'\\''s/$x'"
      })
  void theWayThereIsSafeToPasteIntoAShell(String worktree, String command) {
    assertThat(claimed(desk(worktree, "b", ""))).contains("  " + command);
  }

  @Test
  void peopleAreListedWithTheirTasksInColumns() {
    Worker ann =
        new Worker(
            "Ann",
            "ann@example.org",
            List.of(held("review", "RUNNING", "/w/review", 2, 3), held("x", "VERIFYING", "/w/x")));
    Worker bob = new Worker("Bob", null, List.of(held("texts", "ASSIGNED", null)));

    assertThat(DeskText.people(List.of(ann, bob), NOW, ZoneOffset.UTC))
        .containsExactly(
            "Ann <ann@example.org>",
            "  shop/review  RUNNING 2/3  ends in 3 h (15:00:00)  /w/review",
            "  shop/x       VERIFYING    ends in 3 h (15:00:00)  /w/x",
            "Bob",
            "  shop/texts  ASSIGNED  ends in 3 h (15:00:00)");
  }

  @Test
  void aStepOfUnknownManyIsNotShown() {
    Worker ann = new Worker("Ann", null, List.of(held("x", "RUNNING", null, 2, null)));

    assertThat(DeskText.people(List.of(ann), NOW, ZoneOffset.UTC))
        .containsExactly("Ann", "  shop/x  RUNNING  ends in 3 h (15:00:00)");
  }

  @Test
  void whenNobodyHasATaskThatIsSaid() {
    assertThat(DeskText.people(List.of(), NOW, ZoneOffset.UTC))
        .containsExactly("nobody has a task");
  }

  private static List<String> claimed(Desk desk, String... files) {
    return DeskText.claimed(
        new DeskText.Given("shop/review", List.of(files), List.of()), desk, NOW, ZoneOffset.UTC);
  }

  private static Desk desk(@Nullable String worktree, @Nullable String branch, String note) {
    return new Desk(new Person("Ann", null), NOW, end(), false, worktree, branch, note);
  }

  private static Held held(String task, String state, @Nullable String worktree) {
    return held(task, state, worktree, null, null);
  }

  private static Held held(
      String task,
      String state,
      @Nullable String worktree,
      @Nullable Integer step,
      @Nullable Integer total) {
    return new Held("shop", task, state, end(), worktree, step, total);
  }

  private static Instant end() {
    return NOW.plus(Duration.ofHours(3));
  }
}
