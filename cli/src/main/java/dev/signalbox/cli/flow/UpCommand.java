package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.adapter.process.StandaloneProcess.Wanted;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.flow.StartServer.Ready;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = "Starts the system on embedded servers, in the background.",
    mixinStandardHelpOptions = true)
final class UpCommand extends SignalboxCommand {
  @Mixin private HomeOptions place = new HomeOptions();

  @Option(names = "--foreground", description = "Stay, and stop the system with Ctrl-C.")
  private boolean foreground;

  @Mixin private ScalingOptions scaling = new ScalingOptions();

  @Override
  ExitCode run(Console console) {
    int port = place.port().orElse(HomeOptions.DEFAULT_PORT);
    List<String> settings = scaling.ofServer(place.home()).forServer();
    Ready ready =
        new StartServer(console).ensure(new Wanted(place.home(), port, foreground, settings));
    tell(console, ready);
    if (foreground && ready.started()) {
      new Foreground(console, place.home(), ready.file()).stay();
    }
    return ExitCode.OK;
  }

  private void tell(Console console, Ready ready) {
    ServerFile file = ready.file();
    if (console.json()) {
      console.data(StatusCommand.json(file, ready.started()));
      return;
    }
    console.say(
        ready.started()
            ? "up: " + file.url() + " (pid " + file.pid() + ")"
            : "already up: " + file.url() + " (pid " + file.pid() + ", home " + place.home() + ")");
    console.say("kafka: " + file.kafka());
    if (!ready.started() && scaling.isGiven()) {
      console.note("hint: its limits are as they were; stop it first with: signalbox down");
    }
  }
}
