package dev.signalbox.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.standalone.TestingRepository;
import dev.signalbox.standalone.TestingRepository.Commit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What git and the machine say of a plan that is over. */
record Evidence(TestingRepository repository, ProofPlan plan) {

  /** I2: each task is one commit, on one line from the start; I4: its needs come before it. */
  void everyTaskIsMergedOnceAfterItsNeeds() {
    List<Commit> commits = repository.commits("main");
    List<String> order = commits.stream().map(Commit::task).toList();
    assertThat(order).containsExactlyInAnyOrderElementsOf(plan.files().keySet());
    String before = repository.base();
    for (Commit commit : commits) {
      assertThat(commit.parents()).as("parents of " + commit).containsExactly(before);
      before = commit.id();
    }
    plan.needs()
        .forEach((task, needs) ->
            needs.forEach(need -> assertThat(order.indexOf(need)).isLessThan(order.indexOf(task))));
    plan.sharedLines()
        .forEach((file, tasks) ->
            assertThat(repository.git("show", "main:" + file).lines())
                .as(file)
                .containsExactlyInAnyOrderElementsOf(tasks));
  }

  /**
   * I5: what any attempt ever committed in a slot is reachable in the target, as it is or in the
   * rebased form that was merged: its file with its token is.
   */
  void everyCommitIsReachable(Collection<Path> homes) throws IOException {
    Set<String> reachable =
        new HashSet<>(
            repository.git("rev-list", "--objects", "--all").lines().map(this::id).toList());
    for (Path slot : slots(homes)) {
      for (String commit : commitsMadeIn(slot)) {
        for (String line : git(slot, "ls-tree", "-r", commit).lines().toList()) {
          if (line.contains("\town-")) {
            assertThat(reachable).as(line + " of " + commit + " in " + slot).contains(blob(line));
          }
        }
      }
    }
  }

  /** Nobody holds a lock in the target or in a slot, and nothing of a command runs. */
  void nothingIsLeftBehind(Collection<Path> homes) throws IOException {
    List<Path> folders = new ArrayList<>(slots(homes));
    folders.add(repository.directory());
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.filter(file -> file.toString().endsWith(".lock"))).isEmpty();
      }
    }
    assertThat(ProcessHandle.allProcesses().map(one -> one.info().commandLine().orElse("")))
        .noneMatch(line -> line.contains(plan.sign()));
    assertThat(repository.git("fsck", "--connectivity-only")).doesNotContain("missing", "broken");
  }

  /** The git directories of the slots for this repository. */
  private List<Path> slots(Collection<Path> homes) throws IOException {
    List<Path> slots = new ArrayList<>();
    for (Path home : homes) {
      if (Files.isDirectory(home)) {
        try (Stream<Path> files = Files.walk(home, 3)) {
          files
              .filter(file -> file.getFileName().toString().matches("slot-\\d+\\.git"))
              .filter(this::borrowsFromThis)
              .forEach(slots::add);
        }
      }
    }
    return slots;
  }

  private boolean borrowsFromThis(Path slot) {
    try {
      String line = Files.readString(slot.resolve("objects/info/alternates")).strip();
      return Path.of(line).toRealPath().startsWith(repository.directory().toRealPath());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Its loose objects that are commits: a slot never packs, and what it borrows is elsewhere. */
  private static List<String> commitsMadeIn(Path slot) throws IOException {
    List<String> commits = new ArrayList<>();
    try (Stream<Path> files = Files.walk(slot.resolve("objects"), 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String id = slot.resolve("objects").relativize(file).toString().replace("/", "");
        if (id.matches("[0-9a-f]{40}") && git(slot, "cat-file", "-t", id).equals("commit")) {
          commits.add(id);
        }
      }
    }
    return commits;
  }

  private static String git(Path slot, String... arguments) {
    return new TestingRepository(slot, "").git(arguments).strip();
  }

  private String id(String line) {
    return line.split(" ", 2)[0];
  }

  private static String blob(String line) {
    return line.split("\\s+")[2];
  }
}
