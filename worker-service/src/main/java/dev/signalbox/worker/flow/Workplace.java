package dev.signalbox.worker.flow;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.worker.adapter.git.SlotRepository;
import dev.signalbox.worker.adapter.git.TargetRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One slot's place for one repository: worktree, temporary folder, prompt and note. */
final class Workplace {

  private static final JsonMapper JSON = MessageCodec.mapper();

  private final int slot;
  private final Path worktree;
  private final TargetRepository target;
  private final SlotRepository repository;
  private @Nullable String parkedAt;
  private String setup = "";

  Workplace(int slot, Path worktree, TargetRepository target, SlotRepository repository) {
    this.slot = slot;
    this.worktree = worktree;
    this.target = target;
    this.repository = repository;
  }

  int slot() {
    return slot;
  }

  TargetRepository target() {
    return target;
  }

  SlotRepository repository() {
    return repository;
  }

  /**
   * Makes the worktree that commit's, with nothing of a former attempt in it.
   *
   * @param wantedSetup what must have been set up; ignored files are kept when it has been
   * @return whether the setup has still to be run
   */
  boolean prepare(String commit, String wantedSetup) throws IOException {
    boolean sameSetup = setup.equals(wantedSetup);
    if (!sameSetup || parkedAt == null) {
      repository.reset(commit, sameSetup && !setup.isEmpty());
    } else if (!commit.equals(parkedAt)) {
      repository.move(commit);
    }
    parkedAt = null;
    setup = sameSetup ? setup : "";
    Files.createDirectories(temporary());
    return !sameSetup;
  }

  /** The setup that was asked for is done. */
  void setupDone(String done) {
    setup = done;
  }

  /** Cleans up while nobody waits, so that the next attempt finds the worktree ready. */
  void park(String commit) throws IOException {
    repository.reset(commit, !setup.isEmpty());
    parkedAt = commit;
    Files.deleteIfExists(prompt());
    if (Files.isDirectory(temporary())) {
      deleteTree(temporary());
    }
  }

  Path temporary() {
    return beside(".tmp");
  }

  Path prompt() {
    return beside(".prompt.md");
  }

  void write(SlotNote note) throws IOException {
    Files.write(beside(".json"), JSON.writeValueAsBytes(note));
  }

  void removeNote() throws IOException {
    Files.deleteIfExists(beside(".json"));
  }

  /** The note beside a worktree, if an attempt was cut off there. */
  static Optional<SlotNote> noteOf(Path worktree) {
    Path file = worktree.resolveSibling(worktree.getFileName() + ".json");
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readAllBytes(file), SlotNote.class))
          : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path beside(String suffix) {
    return worktree.resolveSibling(worktree.getFileName() + suffix);
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
