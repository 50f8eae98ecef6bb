package dev.signalbox.worker.flow;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.PreserveRefs;
import dev.signalbox.worker.adapter.git.RemoteTarget;
import dev.signalbox.worker.adapter.git.SlotRepository;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The slots' folders under the worker's home, and what a former start left in them. */
public final class Workplaces {

  private static final Logger LOG = LoggerFactory.getLogger(Workplaces.class);

  private final Path home;
  private final GitCommand git;
  private final Repositories repositories;
  private final TaskRun runs;
  private final Map<Path, Workplace> open = new HashMap<>();
  private final Set<Path> used = new HashSet<>();

  public Workplaces(Path home, GitCommand git, Repositories repositories, TaskRun runs) {
    this.home = home;
    this.git = git;
    this.repositories = repositories;
    this.runs = runs;
  }

  /** The place of a slot for a repository; nobody removes it until it is left. */
  synchronized Workplace of(int slot, RepositoryId id, TargetRepository target) {
    Path worktree = worktree(slot, id, target);
    // A note is still there when the end of the attempt before could not keep its work.
    Workplace.noteOf(worktree).ifPresent(note -> recover(worktree, note));
    Workplace place =
        open.computeIfAbsent(
            worktree,
            missing ->
                new Workplace(slot, missing, target, SlotRepository.open(git, missing, target)));
    used.add(worktree);
    return place;
  }

  /** The attempt at the place is over. */
  synchronized void leave(Workplace place) {
    used.remove(place.repository().worktree());
  }

  /** Whether the slot has had files of the repository before. */
  boolean isMade(int slot, RepositoryId id, TargetRepository target) {
    return Files.exists(Workplace.beside(worktree(slot, id, target), ".git").resolve("index"));
  }

  /**
   * Makes room: removes what is left of ended attempts, and the worktrees of repositories that
   * nobody works on, as far as every commit in them is kept elsewhere.
   *
   * @return how many worktrees were removed
   */
  synchronized int cleanUp() {
    Set<Path> busy = used.stream().map(Path::getParent).collect(Collectors.toSet());
    int removed = 0;
    for (Path worktree : worktrees()) {
      if (!used.contains(worktree) && Workplace.noteOf(worktree).isEmpty()) {
        removed += cleanUp(worktree, busy.contains(worktree.getParent())) ? 1 : 0;
      }
    }
    return removed;
  }

  private boolean cleanUp(Path worktree, boolean keep) {
    try {
      Folders.delete(Workplace.beside(worktree, ".tmp"));
      if (keep || !SlotRepository.isKeptElsewhere(git, worktree)) {
        return false;
      }
      Workplace place = open.remove(worktree);
      if (place != null) {
        place.repository().close();
      }
      Workplace.remove(worktree);
      LOG.info("removed the worktree {}", worktree);
      return true;
    } catch (IOException failure) {
      LOG.warn("cannot clean up {}: {}", worktree, failure.getMessage());
      return false;
    }
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

  /** A mirror's slots are its own, whatever else has the same identity. */
  private Path worktree(int slot, RepositoryId id, TargetRepository target) {
    String owner = target instanceof RemoteTarget ? target.gitDirectory().toString() : id.value();
    return repositoriesHome().resolve(Digest.of(owner)).resolve("slot-" + slot);
  }
}
