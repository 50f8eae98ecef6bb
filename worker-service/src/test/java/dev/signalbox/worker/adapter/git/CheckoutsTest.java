package dev.signalbox.worker.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.testing.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interleaving 6: every way in which somebody may be on a branch. */
class CheckoutsTest {

  private static final String BRANCH = TestingRepository.MERGE_BRANCH;

  @TempDir Path folder;
  private TestingRepository user;
  private LocalTarget target;
  private Path linked;

  @BeforeEach
  void open() throws IOException {
    user = new TestingRepository(folder.resolve("user"));
    target = LocalTarget.open(user.id(), user.folder().toString());
    linked = folder.toRealPath().resolve("linked");
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void findsTheMainTreeAndALinkedOne() {
    assertThat(target.checkedOutAt("main")).contains(user.folder());
    assertThat(target.checkedOutAt(BRANCH)).isEmpty();
    user.git("worktree", "add", "-q", linked.toString(), BRANCH);
    assertThat(target.checkedOutAt(BRANCH)).contains(linked);
    user.git("-C", linked.toString(), "checkout", "-q", "--detach");
    assertThat(target.checkedOutAt(BRANCH)).isEmpty();
  }

  @Test
  void aTreeThatIsGoneIsNowhereUnlessItIsLocked() throws IOException {
    user.git("worktree", "add", "-q", linked.toString(), BRANCH);
    Path moved = Files.move(linked, folder.resolve("away"));
    assertThat(target.checkedOutAt(BRANCH)).isEmpty();
    Files.move(moved, linked);
    user.git("worktree", "lock", linked.toString());
    Files.move(linked, folder.resolve("away"));
    assertThat(target.checkedOutAt(BRANCH)).contains(linked);
  }

  @Test
  void whoRebasesOrBisectsABranchIsOnIt() {
    user.git("worktree", "add", "-q", linked.toString(), BRANCH);
    user.commitIn(linked, Map.of("src/a.txt", "mine\n"));
    user.commit(Map.of("src/a.txt", "theirs\n"));
    assertThat(fails("rebase", "main")).isTrue();
    assertThat(target.checkedOutAt(BRANCH)).contains(linked);
    user.git("-C", linked.toString(), "rebase", "--abort");
    user.git("-C", linked.toString(), "bisect", "start", "HEAD", "HEAD~1");
    user.git("-C", linked.toString(), "checkout", "-q", "--detach");
    assertThat(target.checkedOutAt(BRANCH)).isEqualTo(Optional.of(linked));
  }

  private boolean fails(String... command) {
    try {
      user.git(
          Stream.concat(Stream.of("-C", linked.toString()), List.of(command).stream())
              .toArray(String[]::new));
      return false;
    } catch (IllegalStateException conflict) {
      return true;
    }
  }
}
