package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.StandaloneProcess.Wanted;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.demo.DemoPlan;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.flow.StartServer.Ready;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description = "Runs a plan on a sample repository, on embedded servers, and checks the result.",
    mixinStandardHelpOptions = true)
final class DemoCommand extends SignalboxCommand {
  /** What a demo shows must not depend on what else the machine does. */
  private static final List<String> UNLIMITED =
      List.of("--set", "worker:signalbox.worker.scaling.resource-monitoring=false");

  @Mixin private HomeOptions place = new HomeOptions();

  @Option(names = "--exit", description = "End by itself, instead of leaving the dashboard up.")
  private boolean exit;

  @Option(
      names = "--tasks",
      paramLabel = "N",
      description = "How many tasks (default: 36, at least 30).")
  private int tasks = DemoPlan.DEFAULT_TASKS;

  @Override
  ExitCode run(Console console) {
    if (tasks < DemoPlan.FEWEST || tasks > DemoPlan.MOST) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--tasks " + tasks + " is not between " + DemoPlan.FEWEST + " and " + DemoPlan.MOST,
          "",
          "leave it out for " + DemoPlan.DEFAULT_TASKS);
    }
    DemoHome home = DemoHome.prepare(place);
    Ready ready =
        new StartServer(console).ensure(new Wanted(home.path(), port(console), true, UNLIMITED));
    if (!ready.started()) {
      throw inUse(home.path(), ready);
    }
    Foreground foreground = new Foreground(console, home.path(), ready.file());
    foreground.stopWithThisProcess();
    ExitCode code =
        new RunDemo(console, ready.file(), home.newRepository()).run(DemoPlan.of(tasks));
    if (!exit) {
      console.note("the dashboard stays at " + ready.file().url());
      foreground.stay();
    }
    return code;
  }

  /** The port named must be free; else any from the default on will do. */
  private int port(Console console) {
    return place.port().orElseGet(() -> nextFree(console));
  }

  private static int nextFree(Console console) {
    int port = StartServer.freePortFrom(HomeOptions.DEFAULT_PORT);
    if (port != HomeOptions.DEFAULT_PORT) {
      console.step("port " + HomeOptions.DEFAULT_PORT + " is taken, using " + port);
    }
    return port;
  }

  private static CommandFailure inUse(Path home, Ready ready) {
    return new CommandFailure(
        ExitCode.CONFLICT,
        "a system already runs in " + home + " (pid " + ready.file().pid() + ")",
        "",
        "give the demo another place, as in: signalbox demo --home /tmp/demo");
  }
}
