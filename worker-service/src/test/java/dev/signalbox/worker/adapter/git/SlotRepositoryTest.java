package dev.signalbox.worker.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.core.ChangedFile;
import dev.signalbox.worker.testing.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlotRepositoryTest {

  @TempDir Path folder;
  private final GitCommand git = new GitCommand(Duration.ofMinutes(1));
  private TestingRepository user;
  private TargetRepository target;
  private SlotRepository slot;

  @BeforeEach
  void open() {
    user = new TestingRepository(folder.resolve("user"));
    user.commit(Map.of(".gitignore", "*.tmp\n"));
    target = LocalTarget.open(user.id(), user.folder().toString());
    slot = SlotRepository.open(git, folder.resolve("slots/slot-1"), target);
    slot.reset(head(), false);
  }

  @AfterEach
  void close() {
    slot.close();
    target.close();
  }

  @Test
  void aResetLeavesNothingBehind() throws IOException {
    Files.writeString(slot.worktree().resolve("src/a.txt"), "dirty\n");
    Files.writeString(slot.worktree().resolve("left.txt"), "untracked\n");
    Files.writeString(slot.worktree().resolve("left.tmp"), "ignored\n");

    slot.reset(head(), true);
    assertThat(slot.worktree().resolve("left.tmp")).exists();
    slot.reset(head(), false);

    assertThat(slot.worktree().resolve("src/a.txt")).hasContent("one\ntwo\nthree\n");
    assertThat(slot.worktree().resolve("left.txt")).doesNotExist();
    assertThat(slot.worktree().resolve("left.tmp")).doesNotExist();
  }

  @Test
  void aResetGetsOverWhatAKilledGitLeft() throws IOException {
    Path gitDirectory = slot.repository().getDirectory().toPath();
    Files.createFile(gitDirectory.resolve("index.lock"));
    Files.createFile(gitDirectory.resolve("HEAD.lock"));

    slot.reset(head(), false);

    assertThat(slot.head()).isEqualTo(head());
  }

  @Test
  void whatATaskDoesToItsRepositoryStaysThere() throws Exception {
    Path worktree = slot.worktree();
    Files.writeString(worktree.resolve("src/a.txt"), "stashed\n");
    run(
        worktree,
        "git stash -q; git checkout -q -b mine; git config user.name Somebody; git tag x");

    assertThat(user.refs("refs")).doesNotContain("refs/stash", "refs/heads/mine", "refs/tags/x");
    assertThat(user.git("config", "user.name")).isEqualTo("Test");
  }

  @Test
  void keepsTheCommitsThatATaskMadeItself() throws Exception {
    String base = slot.head();
    run(
        slot.worktree(),
        "echo own > own.txt; git add own.txt; git commit -q -m own; echo x > rest");

    String head = slot.commitAll("the rest\n");
    slot.copyTo(target, head);

    assertThat(user.git("log", "--format=%s", base + ".." + head).lines())
        .containsExactly("the rest", "own");
  }

  @Test
  void nothingChangedIsNoCommit() {
    assertThat(slot.commitAll("none\n")).isEqualTo(head());
  }

  @Test
  void i9FilesThatAttributesWouldStoreOtherwiseAreNoChangeOfATask() throws Exception {
    withOldLineEnds();
    String base = slot.head();
    run(slot.worktree(), "printf 'c\\r\\n' >> edited.txt; echo new > new.txt");

    slot.copyTo(target, slot.commitAll("edit\n"));

    assertThat(user.git("diff", "--name-only", base, slot.head()).lines())
        .containsExactly("edited.txt", "new.txt");
    assertThat(user.git("ls-tree", slot.head(), "old.txt"))
        .isEqualTo(user.git("ls-tree", base, "old.txt"));
    assertThat(slot.commitAll("again\n")).isEqualTo(slot.head());
  }

  @Test
  void linesThatATaskStagesAnewAreItsChange() throws Exception {
    withOldLineEnds();
    String base = slot.head();
    run(slot.worktree(), "git add --renormalize old.txt");

    slot.copyTo(target, slot.commitAll("renormalize\n"));

    assertThat(user.git("diff", "--name-only", base, slot.head())).isEqualTo("old.txt");
  }

  private void withOldLineEnds() throws IOException {
    user.commit(Map.of("old.txt", "a\r\nb\r\n", "edited.txt", "a\r\nb\r\n"));
    Files.writeString(user.folder().resolve(".gitattributes"), "*.txt text\n");
    user.git("add", ".gitattributes");
    user.git("commit", "-q", "-m", "attributes");
    slot.reset(head(), false);
  }

  @Test
  void copiesDeepTreesWhole() throws IOException {
    Path deep = slot.worktree().resolve("x/y/z");
    Files.createDirectories(deep);
    for (int file = 0; file < 50; file++) {
      Files.writeString(deep.resolve("f" + file), "content " + file);
    }
    String head = slot.commitAll("deep\n");

    slot.copyTo(target, head);

    user.git("update-ref", "refs/heads/copied", head);
    user.git("fsck", "--strict", "--connectivity-only");
    assertThat(user.git("ls-tree", "-r", "--name-only", head).lines()).hasSize(53);
  }

  @Test
  void readsWhatAChangeIs() throws Exception {
    String many = "line\n".repeat(150);
    user.commit(Map.of("long.txt", many, "moved.txt", "m\n".repeat(30), "gone.txt", "g\n"));
    slot.reset(head(), false);
    String base = slot.head();
    run(
        slot.worktree(),
        "head -n 40 long.txt > l; mv l long.txt; git mv moved.txt new.txt; rm gone.txt;"
            + "printf '<<<<<<< ours\\n=======\\n>>>>>>> theirs\\n' > marked.txt");
    String head = slot.commitAll("changes\n");
    slot.copyTo(target, head);

    assertThat(ChangeReader.between(target, base, head))
        .containsExactlyInAnyOrder(
            new ChangedFile("long.txt", 150, 110, false),
            new ChangedFile("moved.txt", 0, 0, false),
            new ChangedFile("new.txt", 30, 0, false),
            new ChangedFile("gone.txt", 1, 1, false),
            new ChangedFile("marked.txt", 0, 0, true));
  }

  @Test
  void aFailureCarriesGitsWords() {
    assertThatThrownBy(() -> slot.reset("0123456789012345678901234567890123456789", false))
        .isInstanceOf(GitFailedException.class)
        .hasMessageContaining("checkout")
        .hasMessageContaining("0123456789012345678901234567890123456789");
  }

  @Test
  void aPlaceWithoutARepositoryIsNamed() {
    assertThatThrownBy(() -> LocalTarget.open(new RepositoryId("nowhere"), folder.toString()))
        .isInstanceOf(GitFailedException.class)
        .hasMessageContaining(folder.toString());
  }

  private String head() {
    return user.git("rev-parse", "main");
  }

  private static void run(Path directory, String shell) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-ec", shell).directory(directory.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
