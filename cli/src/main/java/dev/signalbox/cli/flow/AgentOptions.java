package dev.signalbox.cli.flow;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.AgentChoice;
import dev.signalbox.common.agent.AgentTemplates;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Another agent or model than the plan says, for its tasks with prompts (S1-20). */
final class AgentOptions {
  @Option(
      names = "--agent",
      paramLabel = "TEMPLATE",
      description = "The agent for tasks with a prompt; see: signalbox agents list.")
  private @Nullable String agent;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "The model that the agent uses, as in sonnet; given as SIGNALBOX_MODEL.")
  private @Nullable String model;

  /** The plan with what the options say; as it is when they say nothing. */
  PlanFile in(PlanFile file) {
    if (agent == null && model == null || isBroken(file)) {
      return file;
    }
    checkTemplate();
    PlanFile changed = file.withDocument(AgentChoice.in(file.document(), agent, model));
    if (changed.reading() instanceof PlanReading.Valid) {
      return changed;
    }
    Problem problem = changed.reading().problems().getFirst();
    throw new CommandFailure(
        ExitCode.USAGE,
        "the plan cannot be run in this way: " + problem.message(),
        problem.code(),
        agent == null && !hasAgent(file)
            ? "the plan names no agent; add --agent with one of "
                + String.join(", ", AgentTemplates.names())
            : problem.hint());
  }

  /** Refuses a plan that is sent unread. */
  void refuseLong() {
    if (agent != null || model != null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--agent and --model do not go with a plan this long",
          "it is sent as it is",
          "set agent: in the plan");
    }
  }

  private void checkTemplate() {
    String wanted = agent;
    if (wanted != null && AgentTemplates.named(wanted).isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "there is no agent template " + wanted,
          "",
          "use one of "
              + String.join(", ", AgentTemplates.names())
              + ", or set agent: in the plan to a command");
    }
  }

  /** Its own problems are shown first, but for the one that an option may solve. */
  private static boolean isBroken(PlanFile file) {
    List<Problem> problems = file.reading().problems();
    return file.plan().isEmpty()
        && !problems.stream()
            .allMatch(problem ->
                problem.code().equals(ProblemCode.PROMPT_WITHOUT_AGENT.text())
                    || problem.code().startsWith("W"));
  }

  private static boolean hasAgent(PlanFile file) {
    return file.plan().map(plan -> plan.agent() != null).orElse(false);
  }
}
