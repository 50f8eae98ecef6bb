package dev.signalbox.worker.flow;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.worker.adapter.git.GuardedGit;
import dev.signalbox.worker.adapter.git.SlotRepository;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.PromptDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One slot's place for one repository: worktree, temporary folder, and files beside them. */
final class Workplace {

  private static final JsonMapper JSON = MessageCodec.mapper();
  private static final String NOTE = ".json";
  private static final String SETUP = ".setup";

  private final int slot;
  private final Path worktree;
  private final TargetRepository target;
  private final SlotRepository repository;
  private @Nullable String parkedAt;
  private boolean looked;
  private String setup;

  Workplace(int slot, Path worktree, TargetRepository target, SlotRepository repository) {
    this.slot = slot;
    this.worktree = worktree;
    this.target = target;
    this.repository = repository;
    this.setup = read(beside(worktree, SETUP));
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
    looked = false;
    boolean sameSetup = setup.equals(wantedSetup);
    if (!sameSetup || parkedAt == null) {
      repository.reset(commit, sameSetup && !setup.isEmpty());
    } else if (!commit.equals(parkedAt)) {
      looked = repository.advance(commit);
    }
    parkedAt = null;
    if (!sameSetup) {
      setupDone("");
    }
    Files.createDirectories(temporary());
    Files.createDirectories(cache());
    return !sameSetup;
  }

  /**
   * The paths that are not as in HEAD, ignored ones apart. Right after git has put every file in
   * its place there can only be others beside them.
   */
  List<String> changes() {
    boolean onlyOthers = looked;
    looked = false;
    return onlyOthers ? repository.untracked() : repository.changes();
  }

  /** Makes the worktree that commit's again, whatever happened to it; what was set up stays. */
  void reset(String commit) {
    repository.reset(commit, !setup.isEmpty());
  }

  /** What has been set up here. */
  String setupKey() {
    return setup;
  }

  /** The setup that was asked for is done; it need not be done again after a restart either. */
  void setupDone(String done) throws IOException {
    setup = done;
    if (done.isEmpty()) {
      Files.deleteIfExists(beside(worktree, SETUP));
    } else {
      Files.writeString(beside(worktree, SETUP), done);
    }
  }

  /** Cleans up while nobody waits, so that the next attempt finds the worktree ready. */
  void park(String commit) throws IOException {
    repository.reset(commit, !setup.isEmpty());
    parkedAt = commit;
    Files.deleteIfExists(prompt());
    Files.deleteIfExists(outputs());
    report().delete();
    Folders.delete(temporary());
  }

  Path temporary() {
    return beside(worktree, ".tmp");
  }

  Path prompt() {
    return beside(worktree, ".prompt.md");
  }

  /** Where the task says how far it is. */
  ReportFile report() {
    return new ReportFile(beside(worktree, ".report"));
  }

  /** What the tasks gave that it needs. */
  Path outputs() {
    return beside(worktree, ".outputs.json");
  }

  /** What stands for the user's configuration of git. */
  Path configuration() {
    return beside(worktree, ".gitconfig");
  }

  /** For what tools download, shared by the slots of the repository and never cleaned. */
  Path cache() {
    return worktree.resolveSibling("cache");
  }

  /** Writes down what the task is told by files, and what is needed after a crash. */
  void write(SlotNote note, Assignment assignment) throws IOException {
    Files.write(beside(worktree, NOTE), JSON.writeValueAsBytes(note));
    Files.write(outputs(), JSON.writeValueAsBytes(assignment.outputs()));
    Files.writeString(configuration(), GuardedGit.configuration(System.getenv()));
    report().create();
    String prompt = assignment.task().prompt();
    if (prompt != null) {
      Files.writeString(prompt(), PromptDocument.of(assignment, prompt));
    }
  }

  void removeNote() throws IOException {
    Files.deleteIfExists(beside(worktree, NOTE));
  }

  /** The note beside a worktree, if an attempt was cut off there. */
  static Optional<SlotNote> noteOf(Path worktree) {
    Path file = beside(worktree, NOTE);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readAllBytes(file), SlotNote.class))
          : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Removes a worktree with all that lies beside it; nobody uses it. */
  static void remove(Path worktree) throws IOException {
    for (String suffix : new String[] {SETUP, ".tmp", ".git", ".gitconfig", ".report"}) {
      Folders.delete(beside(worktree, suffix));
    }
    Folders.delete(worktree);
  }

  static Path beside(Path worktree, String suffix) {
    return worktree.resolveSibling(worktree.getFileName() + suffix);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
