package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.flow.SubmitPlan.Accepted;
import dev.signalbox.common.codec.MessageCodec;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "submit",
    description = "Submits a plan and prints its id, without waiting for it.",
    mixinStandardHelpOptions = true)
final class SubmitCommand extends SignalboxCommand {
  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "PLAN",
      description = "The plan file.")
  private Path plan = Path.of("plan.yaml");

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private AgentOptions agent = new AgentOptions();

  @Override
  ExitCode run(Console console) {
    boolean isLong = LongPlan.is(plan);
    if (isLong) {
      agent.refuseLong();
    }
    Optional<PlanFile> valid =
        isLong ? Optional.empty() : ValidPlan.read(console, plan, agent, null);
    if (valid.isEmpty() && !isLong) {
      return ExitCode.FAILURE;
    }
    try (Api api = server.existing()) {
      Accepted accepted =
          valid
              .map(file -> SubmitPlan.submit(api, console, file))
              .orElseGet(() -> new LongPlan(api, console, plan).submit());
      if (console.json()) {
        console.data(MessageCodec.mapper().writeValueAsString(accepted));
      } else {
        console.say(accepted.plan());
      }
      return ExitCode.OK;
    } catch (SubmitPlan.RefusedPlan shown) {
      return ExitCode.FAILURE;
    }
  }
}
