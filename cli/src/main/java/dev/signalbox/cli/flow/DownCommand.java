package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "down",
    description = "Stops the system in order; its data stays.",
    mixinStandardHelpOptions = true)
final class DownCommand extends SignalboxCommand {
  @Mixin private HomeOptions place = new HomeOptions();

  @Override
  ExitCode run(Console console) {
    Optional<ServerFile> living = place.living();
    living.ifPresent(file -> {
      console.step("stopping pid " + file.pid());
      StopServer.stop(place.home(), file);
    });
    if (console.json()) {
      console.data(
          MessageCodec.mapper()
              .writeValueAsString(
                  Map.of("stopped", living.isPresent(), "home", place.home().toString())));
    } else {
      console.say(living.isPresent() ? "down" : "not up: nothing runs in " + place.home());
    }
    return ExitCode.OK;
  }
}
