package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.git.TargetRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worktrees of people under the worker's home, a folder for each task. */
public final class PeoplePlaces {
  private static final Logger LOG = LoggerFactory.getLogger(PeoplePlaces.class);
  private static final String NOTE = ".json";
  private static final int DIGITS = 8;

  private final Path home;
  private final GitCommand git;
  private final Repositories repositories;
  private final Map<Path, PersonPlace> open = new ConcurrentHashMap<>();

  public PeoplePlaces(Path home, GitCommand git, Repositories repositories) {
    this.home = home.toAbsolutePath().resolve("people");
    this.git = git;
    this.repositories = repositories;
  }

  /** The place of a task. */
  PersonPlace of(Assignment assignment, TargetRepository target) {
    String plan = assignment.attempt().task().plan().toString();
    Path worktree =
        home.resolve(assignment.planName() + "-" + plan.substring(plan.length() - DIGITS))
            .resolve(assignment.attempt().task().key().value());
    return of(worktree, target);
  }

  private PersonPlace of(Path worktree, TargetRepository target) {
    return open.computeIfAbsent(worktree, missing -> PersonPlace.open(git, missing, target));
  }

  /** All of what lies there is merged. */
  void remove(PersonPlace place) {
    open.remove(place.worktree());
    try {
      place.remove();
    } catch (IOException failure) {
      LOG.warn("cannot remove {}: {}", place.worktree(), failure.getMessage());
    }
  }

  /** Keeps what a former start left unmerged; the worktrees are left as they are. */
  void recover() {
    removeEmpty();
    for (Path worktree : worktrees()) {
      PersonPlace.noteOf(worktree)
          .filter(note -> note.kept() == null)
          .ifPresent(note -> recover(worktree, note));
    }
  }

  private void recover(Path worktree, PersonNote note) {
    try {
      TargetRepository target = repositories.open(note.repository(), note.location());
      Optional<String> kept = of(worktree, target).keep(note);
      LOG.info(
          "{}: the work of {} on {} was cut off, {}",
          worktree,
          note.person(),
          note.attempt(),
          kept.map(ref -> "it is kept as " + ref).orElse("nothing is unmerged"));
    } catch (GitFailedException failure) {
      LOG.error("{} is left as it is: {}", worktree, failure.getMessage());
    }
  }

  private List<Path> worktrees() {
    if (!Files.isDirectory(home)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(home, 2)) {
      return paths
          .filter(path -> path.toString().endsWith(NOTE))
          .map(PeoplePlaces::worktreeOf)
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What is left of merged work; plans' folders after their tasks'. */
  private void removeEmpty() {
    if (!Files.isDirectory(home)) {
      return;
    }
    try (Stream<Path> folders = Files.walk(home, 2)) {
      for (Path folder : folders.sorted(Comparator.reverseOrder()).toList()) {
        if (!folder.equals(home) && Files.isDirectory(folder) && isEmpty(folder)) {
          Files.delete(folder);
        }
      }
    } catch (IOException failure) {
      LOG.warn("cannot tidy up {}: {}", home, failure.getMessage());
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    }
  }

  private static Path worktreeOf(Path note) {
    String name = note.getFileName().toString();
    return note.resolveSibling(name.substring(0, name.length() - NOTE.length()));
  }
}
