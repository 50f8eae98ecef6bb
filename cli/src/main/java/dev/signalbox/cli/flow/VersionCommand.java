package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.common.codec.MessageCodec;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

@Command(name = "version", description = "Says which version this is.")
final class VersionCommand extends SignalboxCommand implements IVersionProvider {

  @Override
  ExitCode run(Console console) {
    if (console.json()) {
      console.data(
          MessageCodec.mapper()
              .writeValueAsString(
                  Map.of("version", number(), "java", Runtime.version().toString())));
    } else {
      console.say(line());
    }
    return ExitCode.OK;
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }

  private static String line() {
    return "signalbox " + number() + " on Java " + Runtime.version();
  }

  private static String number() {
    return Objects.requireNonNullElse(
        VersionCommand.class.getPackage().getImplementationVersion(), "development");
  }
}
