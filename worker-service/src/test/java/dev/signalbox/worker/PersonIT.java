package dev.signalbox.worker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingLockService;
import dev.signalbox.worker.testing.TestingRepository;
import dev.signalbox.worker.testing.TestingScheduler;
import dev.signalbox.worker.testing.TestingWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S2-14, S2-30, C28: people's attempts on a worker: a worktree of their own, fenced and merged. */
class PersonIT {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir static Path home;
  static TestingLockService locks;
  static TestingWorker worker;
  static TestingScheduler scheduler;

  @TempDir Path folder;
  private TestingRepository repository;

  @BeforeAll
  static void start() {
    locks = new TestingLockService();
    worker = startWorker();
    scheduler = new TestingScheduler(RealServices.kafkaBootstrap());
  }

  private static TestingWorker startWorker() {
    return TestingWorker.start(
        RealServices.kafkaBootstrap(), locks, home, "signalbox.worker.id=people");
  }

  @AfterAll
  static void stop() {
    worker.close();
    scheduler.close();
    locks.close();
  }

  @BeforeEach
  void repository() {
    repository = new TestingRepository(folder);
  }

  @Test
  @DisplayName(
      "S2-14: claimed beside a full worker, sent back by the check, mended, merged as hers")
  void fromClaimToMerge() throws IOException {
    Path go = folder.resolve("go");
    List<Assignment> busy = List.of(waiting(go, "one.txt"), waiting(go, "two.txt"));
    Assignment hers =
        publish(
            TestingAssignments.in(repository)
                .files("src/")
                .verify("grep -q good src/a.txt")
                .person("Ann Lee", "ann@shop.example"));
    Path worktree = worktree(hers);
    assertThat(worktree.resolve("src/a.txt")).hasContent("one\ntwo\nthree\n");
    Files.writeString(worktree.resolve("src/a.txt"), "bad\n");
    git(worktree, "commit", "-qam", "fix: a first step");
    Files.writeString(worktree.resolve("src/new.txt"), "new\n");

    handIn(hers);
    assertThat(note(hers, 2)).startsWith("not merged: verify: grep -q good src/a.txt ended with");
    assertThat(worktree.resolve("src/new.txt")).exists();
    Files.writeString(worktree.resolve("src/a.txt"), "good\n");
    handIn(hers);
    String merged = requireNonNull(scheduler.awaitCompleted(hers.attempt()).commit());

    assertThat(repository.file("src/a.txt")).isEqualTo("good");
    assertThat(repository.git("log", "--format=%an <%ae>", "-2", merged).lines())
        .containsOnly("Ann Lee <ann@shop.example>");
    assertThat(worktree).isEmptyDirectory();
    Files.createFile(go);
    busy.forEach(other -> scheduler.awaitCompleted(other.attempt()));
  }

  @Test
  @DisplayName(
      "I5, I7: a worker that ends keeps the work, and the next start goes on in the folder")
  void aNewStartGoesOn() throws IOException {
    Assignment first = publish(TestingAssignments.in(repository).person("Bob", null));
    Path worktree = worktree(first);
    Files.writeString(worktree.resolve("src/a.txt"), "half\n");
    worker.close();
    TaskEvent.Stopped stopped = scheduler.await(first.attempt(), TaskEvent.Stopped.class);
    String kept = requireNonNull(stopped.preserved());
    assertThat(repository.git("show", kept + ":src/a.txt")).isEqualTo("half");
    worker = startWorker();

    Assignment second =
        publish(TestingAssignments.in(repository).attempt(first.attempt()).person("Bob", null));
    assertThat(worktree(second)).isEqualTo(worktree).exists();
    assertThat(note(second, 1)).isEqualTo("goes on with what lies there");
    Files.writeString(worktree.resolve("src/b.txt"), "whole\n");
    handIn(second);
    String merged = requireNonNull(scheduler.awaitCompleted(second.attempt()).commit());
    assertThat(repository.git("log", "--format=%an <%ae>", "-1", merged))
        .isEqualTo("Bob <bob@signalbox.invalid>");
    assertThat(repository.file("src/a.txt")).isEqualTo("half");
    assertThat(repository.file("src/b.txt")).isEqualTo("whole");
  }

  @Test
  @DisplayName("S2-30: kept work that does not fit any more comes with conflict markers")
  void aConflictIsLeftToThePerson() throws IOException {
    Assignment first = publish(TestingAssignments.in(repository).person("Bob", null));
    Files.writeString(worktree(first).resolve("src/a.txt"), "his\n");
    scheduler.tell(
        new Control.Stop(UUID.randomUUID(), Instant.now(), first.attempt(), "given back"));
    scheduler.await(first.attempt(), TaskEvent.Stopped.class);
    Assignment other =
        scheduler.publish(TestingAssignments.in(repository).run("echo theirs > src/a.txt").build());
    scheduler.awaitCompleted(other.attempt());
    deleteFolderOf(first);

    Assignment second =
        publish(TestingAssignments.in(repository).attempt(first.attempt()).person("Ann", null));
    Path worktree = worktree(second);
    assertThat(note(second, 1)).endsWith("with conflict markers in src/a.txt");
    assertThat(worktree.resolve("src/a.txt")).content().contains("<<<<<<< ", "his", "theirs");
    handIn(second);
    assertThat(note(second, 2)).contains("conflict markers were left in src/a.txt");
    Files.writeString(worktree.resolve("src/a.txt"), "both\n");
    handIn(second);
    scheduler.awaitCompleted(second.attempt());
    assertThat(repository.file("src/a.txt")).isEqualTo("both");
  }

  private Assignment waiting(Path go, String file) {
    Assignment waiting =
        scheduler.publish(
            TestingAssignments.in(repository)
                .files(file)
                .run("until [ -e " + go + " ]; do sleep 0.02; done")
                .build());
    scheduler.await(waiting.attempt(), TaskEvent.Started.class);
    return waiting;
  }

  /** As on another machine than that of the first attempt. */
  private static void deleteFolderOf(Assignment first) throws IOException {
    worker.close();
    Path worktree = worktree(first);
    Files.deleteIfExists(worktree.resolveSibling(worktree.getFileName() + ".json"));
    Files.move(worktree, worktree.resolveSibling("elsewhere"));
    worker = startWorker();
  }

  private static Assignment publish(TestingAssignments attempt) {
    return scheduler.publish(attempt.build());
  }

  private static Path worktree(Assignment assignment) {
    return Path.of(scheduler.await(assignment.attempt(), TaskEvent.WithPerson.class).worktree());
  }

  private static String note(Assignment assignment, int number) {
    await().atMost(LONG).until(() -> notes(assignment).size() >= number);
    return notes(assignment).get(number - 1);
  }

  private static List<String> notes(Assignment assignment) {
    return scheduler.eventsOf(assignment.attempt()).stream()
        .filter(TaskEvent.WithPerson.class::isInstance)
        .map(event -> ((TaskEvent.WithPerson) event).note())
        .toList();
  }

  private static void handIn(Assignment assignment) {
    scheduler.tell(new Control.HandIn(UUID.randomUUID(), Instant.now(), assignment.attempt()));
  }

  private static void git(Path worktree, String... arguments) throws IOException {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(worktree.toFile()).start();
    assertThat(process.onExit().join().exitValue()).isZero();
  }
}
