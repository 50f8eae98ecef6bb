package dev.signalbox.scheduler.flow.intake;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.PlanText;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.RepositorySpec;
import dev.signalbox.common.plan.Severity;
import dev.signalbox.common.repository.AllowedRepositories;
import dev.signalbox.common.repository.RemoteUrl;
import dev.signalbox.scheduler.adapter.git.GitProblemException;
import dev.signalbox.scheduler.adapter.git.GitRepositories;
import dev.signalbox.scheduler.adapter.git.RemoteRepositories;
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
  private final GitRepositories local;
  private final RemoteRepositories remote;
  private final AllowedRepositories allowed;

  public PlanCheck(GitRepositories local, RemoteRepositories remote, AllowedRepositories allowed) {
    this.local = local;
    this.remote = remote;
    this.allowed = allowed;
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

  /** What is wrong with the repository. */
  static Problem error(GitProblemException problem) {
    return error(problem.code(), problem.pointer(), message(problem), problem.hint());
  }

  /** An error in a place of the plan. */
  static Problem error(String code, String pointer, String message, String hint) {
    return new Problem(Severity.ERROR, code, pointer, 0, 0, message, hint);
  }

  private Checked onRepository(PlanReading.Valid valid, @Nullable String directory) {
    Plan plan = valid.plan();
    RepositorySpec spec = plan.repository();
    try {
      Resolved resolved = resolve(spec, directory);
      if (!allowed.allows(resolved.id())) {
        return bad(valid, notAllowed(resolved.id()));
      }
      List<Problem> warnings = new ArrayList<>(valid.problems());
      if (ignoresBase(spec, resolved)) {
        warnings.add(baseNotUsed(spec, resolved));
      }
      return new Checked.Good(plan, resolved, warnings);
    } catch (UnusablePathException unusable) {
      return bad(valid, unusable.problem());
    } catch (GitProblemException problem) {
      return bad(valid, error(problem));
    }
  }

  /** A URL that is not allowed is not asked either. */
  private Resolved resolve(RepositorySpec spec, @Nullable String directory)
      throws UnusablePathException, GitProblemException {
    String text = spec.url();
    if (text == null) {
      return local.resolve(path(spec, directory), spec.target(), spec.base());
    }
    RemoteUrl url = RemoteUrl.find(text).orElseThrow(); // the reader of plans refuses others
    if (!allowed.allows(url.id())) {
      throw new UnusablePathException(notAllowed(url.id()));
    }
    return remote.resolve(url, spec.target(), spec.base());
  }

  private Problem notAllowed(RepositoryId id) {
    return error(
        "E045-not-allowed",
        "/repository",
        "this server may not touch " + id,
        "it is allowed: " + allowed + " (signalbox.scheduler.repositories)");
  }

  private static boolean ignoresBase(RepositorySpec spec, Resolved resolved) {
    return resolved.place() == Resolved.Place.ELSEWHERE
        && spec.base() != null
        && !spec.base().equals(resolved.target());
  }

  private static Problem baseNotUsed(RepositorySpec spec, Resolved resolved) {
    return new Problem(
        Severity.WARNING,
        "W041-base-not-used",
        "/repository/base",
        0,
        0,
        "tasks start from "
            + resolved.target()
            + ", which is there already, not from "
            + spec.base(),
        "leave base out, or name a target that is not there yet");
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
