package dev.signalbox.worker.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.testing.TestingRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and looked at without git is compared with what git says of it (S2-11). */
class DirectCheckoutTest {
  private static final List<String> NAMES =
      List.of("a", "b", "a.txt", "é ü", "deep/a", "deep/b/c", "deep/b/d/e", "a/b", "b/c.txt");
  private static final int ROUNDS = 12;
  private static final int CHANGES = 4;

  @TempDir Path folder;
  private final GitCommand git = new GitCommand(Duration.ofMinutes(1));
  private TestingRepository user;
  private TargetRepository target;
  private SlotRepository slot;

  @BeforeEach
  void open() {
    user = new TestingRepository(folder.resolve("user"));
    target = LocalTarget.open(user.id(), user.folder().toString());
    slot = SlotRepository.open(git, folder.resolve("slots/slot-1"), target);
  }

  @AfterEach
  void close() {
    slot.close();
    target.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void i9AWorktreeThatAdvancesIsTheCommits(long seed) throws IOException {
    Random random = new Random(seed);
    slot.reset(user.git("rev-parse", "HEAD"), false);
    for (int round = 0; round < ROUNDS; round++) {
      String before = slot.head();
      String commit = changed(random);

      assertThat(directly(before, commit)).as("plain files").isTrue();
      user.git("--git-dir=" + slot.gitDirectory(), "update-ref", "--no-deref", "HEAD", commit);

      assertThat(status()).isEmpty();
      assertThat(contents(slot.worktree())).isEqualTo(contents(user.folder()));
      assertThat(UntouchedWorktree.isProven(slot.repository(), slot.worktree())).isTrue();
      assertThat(slot.changes()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7})
  void whatIsProvenIsCleanForGitToo(long seed) throws IOException {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      slot.reset(changed(random), false);
      disturb(random, slot.worktree());

      boolean isClean = status().isEmpty();
      boolean isProven = UntouchedWorktree.isProven(slot.repository(), slot.worktree());

      assertThat(isProven && !isClean).as("proven, but git says: %s", status()).isFalse();
      assertThat(slot.changes().isEmpty()).isEqualTo(isClean);
      slot.reset(slot.head(), false);
      assertThat(status()).isEmpty();
    }
  }

  @Test
  void ignoredFilesAndEmptyFoldersAreSomethingElse() throws IOException {
    Files.writeString(user.folder().resolve(".gitignore"), "*.tmp\n");
    slot.reset(committed(), false);
    assertThat(proven()).isTrue();

    Files.writeString(slot.worktree().resolve("left.tmp"), "ignored");
    assertThat(proven()).isFalse();
    slot.reset(slot.head(), false);
    Files.createDirectories(slot.worktree().resolve("left/over"));
    assertThat(proven()).isFalse();
    slot.reset(slot.head(), false);
    assertThat(slot.worktree().resolve("left")).doesNotExist();
  }

  @Test
  void aChangeThatKeepsTimeAndSizeIsSeenWhileTimesCannotTell() throws IOException {
    Files.writeString(user.folder().resolve("a"), "old");
    String first = committed();
    Files.writeString(user.folder().resolve("a"), "one");
    String second = committed();
    slot.reset(first, false);
    assertThat(directly(first, second)).isTrue();
    slot.reset(second, false);
    Path file = slot.worktree().resolve("a");
    FileTime time = Files.getLastModifiedTime(file);

    Files.writeString(file, "two");
    Files.setLastModifiedTime(file, time);
    Files.setLastModifiedTime(slot.gitDirectory().resolve("index"), time);

    assertThat(proven()).isFalse();
    assertThat(slot.changes()).containsExactly("a");
  }

  @Test
  void linksAndConvertedFilesAreForGit() throws IOException {
    slot.reset(committed(), false);
    String before = slot.head();
    Files.createSymbolicLink(user.folder().resolve("link"), Path.of("README.md"));
    String linked = committed();
    assertThat(directly(before, linked)).isFalse();
    slot.advance(linked);
    assertThat(slot.worktree().resolve("link")).isSymbolicLink();
    assertThat(status()).isEmpty();

    Files.writeString(user.folder().resolve(".gitattributes"), "*.txt text eol=crlf\n");
    Files.writeString(user.folder().resolve("dos.txt"), "one\ntwo\n");
    String converted = committed();
    assertThat(directly(linked, converted)).isFalse();
    slot.advance(converted);
    assertThat(slot.worktree().resolve("dos.txt")).hasContent("one\r\ntwo\r\n");
    assertThat(slot.changes()).isEmpty();
  }

  @Test
  void aLinkThatSomebodyPutInTheWayLeadsNowhere() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("gone.txt"), "theirs");
    Files.createDirectories(user.folder().resolve("dir"));
    Files.writeString(user.folder().resolve("dir/gone.txt"), "ours");
    slot.reset(committed(), false);
    delete(user.folder().resolve("dir/gone.txt"));
    Files.writeString(user.folder().resolve("dir/new.txt"), "ours");
    String next = committed();
    delete(slot.worktree().resolve("dir"));
    Files.createSymbolicLink(slot.worktree().resolve("dir"), outside);

    slot.advance(next);

    assertThat(contents(outside)).containsExactly("gone.txt - theirs");
    assertThat(slot.worktree().resolve("dir/new.txt")).hasContent("ours");
  }

  private boolean proven() {
    return UntouchedWorktree.isProven(slot.repository(), slot.worktree());
  }

  private boolean directly(String from, String to) throws IOException {
    try (Repository repository =
        new FileRepositoryBuilder()
            .setGitDir(slot.gitDirectory().toFile())
            .setWorkTree(slot.worktree().toFile())
            .build()) {
      return new DirectCheckout(repository, slot.worktree())
          .from(repository.resolve(from + "^{tree}"), repository.resolve(to + "^{tree}"));
    }
  }

  private String status() {
    return git.run(
        slot.gitDirectory(), slot.worktree(), "status", "--porcelain", "--ignored", "-z");
  }

  /** Changes some files of the user's worktree and commits them. */
  private String changed(Random random) throws IOException {
    for (int change = 0; change < CHANGES; change++) {
      Path file = user.folder().resolve(NAMES.get(random.nextInt(NAMES.size())));
      delete(file);
      if (random.nextInt(3) > 0) {
        makeRoom(file);
        Files.writeString(file, "x".repeat(random.nextInt(3)) + random.nextInt(2));
        Files.setPosixFilePermissions(
            file,
            PosixFilePermissions.fromString(random.nextBoolean() ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
    return committed();
  }

  private String committed() {
    user.git("add", "--all");
    user.git("commit", "--quiet", "--allow-empty", "-m", "change");
    return user.git("rev-parse", "HEAD");
  }

  private static void disturb(Random random, Path worktree) throws IOException {
    Path file = worktree.resolve(NAMES.get(random.nextInt(NAMES.size())));
    switch (random.nextInt(4)) {
      case 0 -> delete(file);
      case 1 -> {
        makeRoom(file);
        if (!Files.isDirectory(file)) {
          Files.writeString(file, "x" + random.nextInt(2));
        }
      }
      case 2 -> {
        if (Files.isRegularFile(file)) {
          Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
      }
      default -> {
        if (Files.isRegularFile(file)) {
          Files.writeString(file, Files.readString(file));
        }
      }
    }
  }

  /** Deletes what is in the way of a file: files where it needs folders. */
  private static void makeRoom(Path file) throws IOException {
    for (Path parent = file.getParent(); parent != null; parent = parent.getParent()) {
      if (Files.isRegularFile(parent)) {
        Files.delete(parent);
      }
    }
    Files.createDirectories(file.getParent());
  }

  private static void delete(Path file) throws IOException {
    if (Files.exists(file)) {
      try (Stream<Path> all = Files.walk(file)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static List<String> contents(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Files.isRegularFile(file) && !file.startsWith(folder.resolve(".git")))
          .map(file -> described(folder, file))
          .sorted()
          .toList();
    }
  }

  private static String described(Path folder, Path file) {
    try {
      return "%s %s %s"
          .formatted(
              folder.relativize(file),
              Files.isExecutable(file) ? "x" : "-",
              Files.readString(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
