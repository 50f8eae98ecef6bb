package dev.signalbox.worker.flow;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.InCoreRebase;
import dev.signalbox.worker.adapter.git.PersonRepository;
import dev.signalbox.worker.adapter.git.PreserveRefs;
import dev.signalbox.worker.adapter.git.Rebasing;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.Naming;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** One task's worktree for people: made once, kept until what is in it is merged. */
final class PersonPlace {
  private static final JsonMapper JSON = MessageCodec.mapper();

  private final Path worktree;
  private final TargetRepository target;
  private final PersonRepository repository;

  private PersonPlace(Path worktree, TargetRepository target, PersonRepository repository) {
    this.worktree = worktree;
    this.target = target;
    this.repository = repository;
  }

  static PersonPlace open(GitCommand git, Path worktree, TargetRepository target) {
    return new PersonPlace(worktree, target, PersonRepository.open(git, worktree, target));
  }

  Path worktree() {
    return worktree;
  }

  /** What of git's is under way there and must be finished first, if anything. */
  Optional<String> underWay() {
    return repository.underWay();
  }

  /** Gets it ready for an attempt, and says where the work starts. */
  synchronized String prepare(Assignment assignment, Person person, String tip) throws IOException {
    Optional<PersonNote> before = noteOf(worktree);
    Optional<PreserveRefs.Kept> kept =
        PreserveRefs.newest(target, assignment.attempt().task())
            .filter(found -> !target.contains(assignment.mergeBranch(), found.commit()));
    boolean goesOn = before.isPresent() && isNewest(before.get(), kept);
    if (before.isPresent() && !goesOn) {
      keep(before.get());
    }
    String start = goesOn ? "goes on with what lies there" : begin(assignment, kept, tip);
    repository.introduce(person, target, assignment.mergeBranch());
    write(PersonNote.of(assignment, person));
    return start;
  }

  /** Nobody has worked on the task elsewhere since. */
  private static boolean isNewest(PersonNote note, Optional<PreserveRefs.Kept> kept) {
    String mine = note.kept();
    return mine == null || kept.isEmpty() || kept.get().commit().equals(mine);
  }

  private String begin(Assignment assignment, Optional<PreserveRefs.Kept> kept, String tip) {
    String branch = Naming.branch(assignment.task());
    if (kept.isPresent()) {
      return from(kept.get(), assignment, tip);
    }
    repository.begin(branch, tip);
    return "starts from " + assignment.mergeBranch();
  }

  private String from(PreserveRefs.Kept kept, Assignment assignment, String tip) {
    String branch = Naming.branch(assignment.task());
    InCoreRebase.Line line =
        new InCoreRebase.Line(repository.base(kept.commit(), tip), kept.commit(), tip);
    String message = Naming.commitMessage(assignment);
    return switch (InCoreRebase.rebase(target, MergeStrategy.REBASE, line, message)) {
      case Rebasing.Onto onto -> {
        repository.begin(branch, onto.commit());
        yield "starts from the work kept as " + kept.ref();
      }
      case Rebasing.NothingNew _ -> {
        repository.begin(branch, tip);
        yield "starts from " + assignment.mergeBranch() + ", which has all of " + kept.ref();
      }
      case Rebasing.Conflict conflict -> {
        repository.begin(branch, tip);
        repository.putOnTop(kept.commit());
        yield "starts from the work kept as "
            + kept.ref()
            + ", with conflict markers in "
            + String.join(", ", conflict.paths());
      }
    };
  }

  /** A commit with all that lies there, and where it began. */
  synchronized Handed handIn(Assignment assignment, Person person, String tip) {
    String head = repository.snapshot(person, Naming.commitMessage(assignment));
    repository.copyTo(target, head);
    return new Handed(repository.base(head, tip), head);
  }

  /**
   * What a person handed in.
   *
   * @param base the newest commit of the target in it
   */
  record Handed(String base, String head) {}

  /** Whether there is nothing but what was handed in. */
  synchronized boolean hasOnly(String head, Person person) {
    String now = repository.snapshot(person, PersonRepository.unmerged("a person"));
    repository.copyTo(target, now);
    return target.treeOf(now).equals(target.treeOf(head));
  }

  /**
   * Keeps what lies there: a former attempt was cut off, or may have been.
   *
   * @return the ref that has it; empty when there is nothing that the target has not
   */
  synchronized Optional<String> keep(PersonNote note) {
    String what = PersonRepository.unmerged(note.attempt().toString());
    String commit = repository.snapshot(note.person(), what);
    return target.contains(note.mergeBranch(), commit)
        ? Optional.empty()
        : Optional.of(PreserveRefs.keep(repository, target, note.attempt(), commit));
  }

  /** The attempt is over; what it kept is what lies there. */
  synchronized Optional<String> leave(AttemptRef attempt) throws IOException {
    Optional<PersonNote> note = noteOf(worktree).filter(mine -> mine.attempt().equals(attempt));
    if (note.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> kept = keep(note.get());
    String newest =
        PreserveRefs.newest(target, attempt.task()).map(PreserveRefs.Kept::commit).orElse("");
    write(note.get().kept(newest));
    return kept;
  }

  /** All of it is merged. The empty folder stays: somebody's shell may be in it. */
  synchronized void remove() throws IOException {
    repository.close();
    Files.deleteIfExists(note(worktree));
    try (Stream<Path> paths = Files.walk(worktree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(worktree)) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  /** The note beside a worktree, if there is one. */
  static Optional<PersonNote> noteOf(Path worktree) {
    Path file = note(worktree);
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readAllBytes(file), PersonNote.class))
          : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void write(PersonNote note) throws IOException {
    Path draft = worktree.resolveSibling(worktree.getFileName() + ".json.new");
    Files.write(draft, JSON.writeValueAsBytes(note));
    Files.move(draft, note(worktree), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Path note(Path worktree) {
    return worktree.resolveSibling(worktree.getFileName() + ".json");
  }
}
