package dev.signalbox.scheduler.flow.intake;

import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.PlanText;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.RepositorySpec;
import dev.signalbox.common.plan.Severity;
import dev.signalbox.scheduler.adapter.git.GitProblemException;
import dev.signalbox.scheduler.adapter.git.GitRepositories;
import dev.signalbox.scheduler.adapter.git.Resolved;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a plan and looks its repository up. Changes nothing. */
public final class PlanCheck {
  private final PlanReader reader = new PlanReader();
  private final GitRepositories repositories;

  public PlanCheck(GitRepositories repositories) {
    this.repositories = repositories;
  }

  /**
   * Checks a plan's text.
   *
   * @param directory what a relative repository path starts from
   */
  public Checked check(String document, @Nullable String directory) {
    return switch (reader.read(document)) {
      case PlanReading.Invalid invalid -> new Checked.Bad(invalid.problems());
      case PlanReading.Valid valid -> onRepository(valid, directory);
    };
  }

  /**
   * Checks a plan's text of any length.
   *
   * @param progress told how many tasks are read
   */
  public Checked check(PlanText text, @Nullable String directory, IntConsumer progress)
      throws IOException {
    return switch (reader.read(text, Long.MAX_VALUE, progress)) {
      case PlanReading.Invalid invalid -> new Checked.Bad(invalid.problems());
      case PlanReading.Valid valid -> onRepository(valid, directory);
    };
  }

  /** Looks up the repository of a plan that was read before. */
  Checked check(Plan plan, @Nullable String directory) {
    return onRepository(new PlanReading.Valid(plan, List.of()), directory);
  }

  /** An error in a place of the plan. */
  static Problem error(String code, String pointer, String message, String hint) {
    return new Problem(Severity.ERROR, code, pointer, 0, 0, message, hint);
  }

  private Checked onRepository(PlanReading.Valid valid, @Nullable String directory) {
    Plan plan = valid.plan();
    RepositorySpec spec = plan.repository();
    try {
      Path path = path(spec, directory);
      Resolved resolved = repositories.resolve(path, spec.target(), spec.base());
      return new Checked.Good(plan, resolved, valid.problems());
    } catch (UnusablePathException unusable) {
      return bad(valid, unusable.problem());
    } catch (GitProblemException problem) {
      return bad(valid, error(problem.code(), problem.pointer(), message(problem), ""));
    }
  }

  private static Checked bad(PlanReading.Valid valid, Problem problem) {
    List<Problem> all = new ArrayList<>(List.of(problem));
    all.addAll(valid.problems());
    return new Checked.Bad(all);
  }

  private static String message(Exception problem) {
    String message = problem.getMessage();
    return message == null ? problem.toString() : message;
  }

  private static Path path(RepositorySpec spec, @Nullable String directory)
      throws UnusablePathException {
    if (spec.url() != null) {
      throw new UnusablePathException(
          error(
              "E043-remote-repository",
              "/repository/url",
              "repositories are worked on by their local path",
              "clone it and give repository.path"));
    }
    try {
      String given = spec.path() == null ? "." : spec.path();
      Path path = directory == null ? Path.of(given) : Path.of(directory).resolve(given);
      if (path.isAbsolute()) {
        return path.normalize();
      }
    } catch (InvalidPathException invalid) {
      throw new UnusablePathException(
          error("E040-not-a-repository", "/repository/path", message(invalid), ""));
    }
    throw new UnusablePathException(
        error(
            "E042-relative-repository",
            "/repository/path",
            "the repository's path must be absolute where the plan's folder is not known",
            "give repository.path from the root"));
  }

  private static final class UnusablePathException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    UnusablePathException(Problem problem) {
      super(problem.message());
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }
}
