package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.WorkerCap;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan file that may be submitted: it is a plan and its repository is there. */
final class ValidPlan {
  private ValidPlan() {}

  /** Reads and checks; shows every problem, and gives nothing back when one is an error. */
  static Optional<PlanFile> read(Console console, Path path, @Nullable Integer maxWorkers) {
    PlanFile file = PlanFile.read(path);
    Optional<Plan> plan = file.plan();
    List<Problem> problems =
        plan.map(file::repositoryProblems).orElseGet(() -> file.reading().problems());
    if (plan.isEmpty() || !problems.isEmpty()) {
      file.show(console, problems, false);
      return Optional.empty();
    }
    file.warn(console);
    return Optional.of(maxWorkers == null ? file : capped(file, maxWorkers));
  }

  /** The same plan with another limit; the server reads it like any other. */
  private static PlanFile capped(PlanFile file, int maxWorkers) {
    String document = WorkerCap.in(file.document(), maxWorkers);
    PlanFile capped = file.withDocument(document);
    if (capped.reading() instanceof PlanReading.Valid) {
      return capped;
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "--max-workers " + maxWorkers + " does not make a valid plan",
        "",
        "use 1 to 1000, or change limits.max-workers in the plan");
  }
}
