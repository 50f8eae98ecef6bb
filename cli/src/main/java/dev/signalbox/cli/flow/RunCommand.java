package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.process.StandaloneProcess.Wanted;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.SummaryText;
import dev.signalbox.cli.core.view.WithoutReview;
import dev.signalbox.cli.flow.FollowPlan.Ended;
import dev.signalbox.cli.flow.StartServer.Ready;
import dev.signalbox.cli.flow.SubmitPlan.Accepted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "run",
    description = "Runs a plan and shows its progress; starts the system when none answers.",
    mixinStandardHelpOptions = true)
final class RunCommand extends SignalboxCommand {
  @Parameters(paramLabel = "PLAN", description = "The plan file.")
  private Path plan = Path.of("plan.yaml");

  @Mixin private ServerOptions server = new ServerOptions();

  @Mixin private ScalingOptions scaling = new ScalingOptions();

  @Mixin private AgentOptions agent = new AgentOptions();

  @Option(names = "--no-review", description = "Without the plan's merge.review.")
  private boolean noReview;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = SpanConverter.class,
      description = "Follow no longer than this, as in 30m; the plan goes on.")
  private @Nullable Duration timeout;

  @Override
  ExitCode run(Console console) {
    if (LongPlan.is(plan)) {
      return runLong(console);
    }
    Optional<PlanFile> valid =
        ValidPlan.read(console, plan, agent, scaling.isGiven() ? scaling.ofPlan() : null);
    if (valid.isEmpty()) {
      return ExitCode.FAILURE;
    }
    try (Api api = server(console)) {
      PlanFile file = valid.get();
      PlanFile wanted = noReview ? file.withDocument(WithoutReview.in(file.document())) : file;
      Accepted accepted = SubmitPlan.submit(api, console, wanted);
      return follow(console, api, accepted, false);
    } catch (SubmitPlan.RefusedPlan shown) {
      return ExitCode.FAILURE;
    }
  }

  private ExitCode runLong(Console console) {
    agent.refuseLong();
    if (scaling.isGiven() || noReview) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "limits and --no-review on the command line do not go with a plan this long",
          "it is sent as it is",
          "change the plan");
    }
    try (Api api = server(console)) {
      return follow(console, api, new LongPlan(api, console, plan).submit(), true);
    } catch (SubmitPlan.RefusedPlan shown) {
      return ExitCode.FAILURE;
    }
  }

  private Api server(Console console) {
    return server.named().orElseGet(() -> started(console));
  }

  private Api started(Console console) {
    HomeOptions place = server.place();
    Wanted wanted =
        new Wanted(
            place.home(),
            place.port().orElse(HomeOptions.DEFAULT_PORT),
            false,
            scaling.ofServerForPlan(place.home()).forServer());
    Ready ready = new StartServer(console).ensure(wanted);
    if (ready.started()) {
      console.step("up: " + ready.file().url() + " (it stays up; stop it with: signalbox down)");
    }
    return ServerOptions.of(ready.file());
  }

  private ExitCode follow(Console console, Api api, Accepted accepted, boolean isLong) {
    console.step("plan " + accepted.name() + ": " + api.url() + "/plans/" + accepted.plan());
    InterruptNote note = InterruptNote.arm(console, accepted.plan());
    FollowPlan follow = new FollowPlan(api, console, timeout);
    Ended ended = isLong ? follow.toEndOfLong(accepted.plan()) : follow.toEnd(accepted.plan());
    note.disarm();
    console.say(SummaryText.lines(ended.summary(), console.paint()));
    new FinishCheckout(console).after(accepted);
    if (console.json()) {
      console.data(ended.body().toString());
    }
    return ended.summary().isComplete() ? ExitCode.OK : ExitCode.PLAN_FAILED;
  }
}
