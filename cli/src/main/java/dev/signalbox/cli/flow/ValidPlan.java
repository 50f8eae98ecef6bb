package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.settings.MachineSettings;
import dev.signalbox.cli.core.view.PlanLimits;
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
  static Optional<PlanFile> read(
      Console console, Path path, AgentOptions agent, @Nullable MachineSettings limits) {
    PlanFile file = agent.in(PlanFile.read(path));
    Optional<Plan> plan = file.plan();
    List<Problem> problems =
        plan.map(file::repositoryProblems).orElseGet(() -> file.reading().problems());
    if (plan.isEmpty() || !problems.isEmpty()) {
      file.show(console, problems, false);
      return Optional.empty();
    }
    file.warn(console);
    return Optional.of(limits == null ? file : limited(file, limits));
  }

  /** The same plan with other limits; the server reads it like any other. */
  private static PlanFile limited(PlanFile file, MachineSettings limits) {
    PlanFile limited = file.withDocument(PlanLimits.in(file.document(), limits.forPlan()));
    if (limited.reading() instanceof PlanReading.Valid) {
      return limited;
    }
    throw new CommandFailure(
        ExitCode.USAGE,
        "with " + limits.forPlan() + " it is no valid plan",
        "",
        "change the limits in the plan instead");
  }
}
