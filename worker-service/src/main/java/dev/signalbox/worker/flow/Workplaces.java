package dev.signalbox.worker.flow;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.PreserveRefs;
import dev.signalbox.worker.adapter.git.SlotRepository;
import dev.signalbox.worker.adapter.git.TargetRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots' folders under the worker's home, and what a former start left in them. */
public final class Workplaces {

  private static final Logger LOG = LoggerFactory.getLogger(Workplaces.class);
  private static final int NAME_DIGITS = 12;

  private final Path home;
  private final GitCommand git;
  private final Repositories repositories;
  private final TaskRun runs;
  private final Map<Path, Workplace> open = new ConcurrentHashMap<>();

  public Workplaces(Path home, GitCommand git, Repositories repositories, TaskRun runs) {
    this.home = home;
    this.git = git;
    this.repositories = repositories;
    this.runs = runs;
  }

  /** The place of a slot for a repository. */
  Workplace of(int slot, RepositoryId id, TargetRepository target) {
    Path worktree = repositoriesHome().resolve(folder(id)).resolve("slot-" + slot);
    return open.computeIfAbsent(
        worktree,
        missing -> new Workplace(slot, missing, target, SlotRepository.open(git, missing, target)));
  }

  /** Ends what a former start left running, and preserves what it left unmerged. */
  public void recover() {
    for (Path worktree : worktrees()) {
      Workplace.noteOf(worktree).ifPresent(note -> recover(worktree, note));
    }
  }

  private void recover(Path worktree, SlotNote note) {
    runs.recover(note);
    TargetRepository target = repositories.open(note.repository(), note.location());
    try (SlotRepository slot = SlotRepository.open(git, worktree, target)) {
      Optional<String> kept = preserve(slot, target, note.attempt(), note.base());
      LOG.info(
          "slot {}: {} was cut off and ended, {}",
          worktree,
          note.attempt(),
          kept.map(ref -> "its work is " + ref).orElse("nothing to preserve"));
    }
    try {
      Files.deleteIfExists(worktree.resolveSibling(worktree.getFileName() + ".json"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Commits what lies about and keeps it, when there is anything that the base has not. */
  static Optional<String> preserve(
      SlotRepository slot, TargetRepository target, AttemptRef attempt, String base) {
    String head = slot.commitAll("signalbox: unmerged work of " + attempt + "\n");
    return head.equals(base)
        ? Optional.empty()
        : Optional.of(PreserveRefs.keep(slot, target, attempt, head));
  }

  private List<Path> worktrees() {
    if (!Files.isDirectory(repositoriesHome())) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(repositoriesHome(), 2)) {
      return paths
          .filter(path -> path.getFileName().toString().matches("slot-\\d+"))
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path repositoriesHome() {
    return home.resolve("repositories");
  }

  private static String folder(RepositoryId id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.value().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, NAME_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
