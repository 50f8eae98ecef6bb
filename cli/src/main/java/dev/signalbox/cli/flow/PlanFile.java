package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.git.Checkout;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.ConflictText;
import dev.signalbox.cli.core.view.ProblemText;
import dev.signalbox.cli.core.view.Spot;
import dev.signalbox.common.analysis.PotentialConflicts;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.plan.NoFiles;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.RepositorySpec;
import dev.signalbox.common.plan.Severity;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A plan's file as the user named it, its text, and what reading it gave.
 *
 * @param directory where relative paths of the plan start
 */
record PlanFile(String name, Path directory, String document, PlanReading reading) {

  private static final int NAMED_PAIRS = 3;

  /** Reads the file; only a file that cannot be read at all is a failure. */
  static PlanFile read(Path file) {
    try {
      String document = Files.readString(file);
      Path directory =
          Objects.requireNonNull(file.toAbsolutePath().normalize().getParent(), "a file is in one");
      PlanReading reading = new PlanReader().read(document);
      return new PlanFile(file.toString(), directory, document, reading);
    } catch (MalformedInputException notText) {
      throw new CommandFailure(
          ExitCode.FAILURE, file + " is not UTF-8 text", "", "save it as UTF-8");
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot read " + file,
          unreadable.getClass().getSimpleName() + ": " + unreadable.getMessage(),
          "name a plan file, as in: signalbox run plan.yaml");
    }
  }

  /** The same file with another text. */
  PlanFile withDocument(String changed) {
    return new PlanFile(name, directory, changed, new PlanReader().read(changed));
  }

  /** The same file, with relative paths starting elsewhere. */
  PlanFile in(Path other) {
    return new PlanFile(name, other, document, reading);
  }

  /** Shows the warnings of a valid plan. */
  void warn(Console console) {
    ProblemText text = new ProblemText(name, document, console.paint());
    reading.problems().forEach(problem -> text.lines(problem).forEach(console::note));
  }

  /** The plan, if it is one. */
  Optional<Plan> plan() {
    return reading instanceof PlanReading.Valid valid
        ? Optional.of(valid.plan())
        : Optional.empty();
  }

  /** What only the machine can say: whether the repository and its branches are there. */
  List<Problem> repositoryProblems(Plan plan) {
    if (plan.repository().url() != null) {
      return List.of();
    }
    Path repository = repositoryOf(plan);
    if (!Files.isDirectory(repository) || !new Checkout(repository).isRepository()) {
      return List.of(
          problem(
              "E040-not-a-repository",
              "/repository/path",
              repository + " is not inside a git repository",
              "run it in a git repository, or name one with repository.path"));
    }
    return missingBranch(plan.repository(), repository);
  }

  /** That tasks will take turns is no fault, but good to know before they do. */
  List<Problem> turns(Plan plan) {
    PotentialConflicts found = PotentialConflicts.of(plan, NAMED_PAIRS);
    boolean alone = plan.noFiles() == NoFiles.EXCLUSIVE && hasBareTask(plan);
    if (found.total() == 0 || alone) {
      return List.of();
    }
    String pointer = "/tasks/" + found.pairs().getFirst().first();
    Spot spot = Spot.of(document, pointer);
    return List.of(
        new Problem(
            Severity.INFO,
            "I010-overlap",
            pointer,
            spot.line(),
            spot.column(),
            ConflictText.sentence(found),
            "see them all with: signalbox plan conflicts " + name));
  }

  /** Such a task meets every other; a warning says so already. */
  private static boolean hasBareTask(Plan plan) {
    return plan.tasks().stream().anyMatch(task -> task.files().isEmpty());
  }

  /** The branch tasks start from: the base, else the target, else one that is surely there. */
  private List<Problem> missingBranch(RepositorySpec spec, Path repository) {
    boolean namesBase = spec.base() != null;
    String branch = namesBase ? spec.base() : spec.target();
    if (branch == null || new Checkout(repository).hasBranch(branch)) {
      return List.of();
    }
    return List.of(
        problem(
            "E041-no-such-branch",
            "/repository/" + (namesBase ? "base" : "target"),
            "there is no branch " + branch + " in " + repository,
            "create it with: git branch " + branch + ", or name an existing one"));
  }

  Path repositoryOf(Plan plan) {
    String path = plan.repository().path();
    return path == null ? directory : directory.resolve(path).normalize();
  }

  /** Shows the problems; for a program as the one document. */
  void show(Console console, List<Problem> found, boolean valid) {
    List<Problem> problems = found.stream().map(this::placed).toList();
    ProblemText text = new ProblemText(name, document, console.paint());
    problems.forEach(problem -> text.lines(problem).forEach(console::note));
    if (console.json()) {
      console.data(
          MessageCodec.mapper()
              .writeValueAsString(Map.of("valid", valid, "file", name, "problems", problems)));
    }
  }

  /** A server that looked at the repository knows which field it is, not where that stands. */
  private Problem placed(Problem problem) {
    if (problem.line() > 0 || problem.path().isEmpty()) {
      return problem;
    }
    Spot spot = Spot.of(document, problem.path());
    return new Problem(
        problem.severity(),
        problem.code(),
        problem.path(),
        spot.line(),
        spot.column(),
        problem.message(),
        problem.hint());
  }

  private Problem problem(String code, String pointer, String message, String hint) {
    Spot spot = Spot.of(document, pointer);
    return new Problem(Severity.ERROR, code, pointer, spot.line(), spot.column(), message, hint);
  }
}
