package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.adapter.terminal.Console;
import java.nio.file.Path;

/** Stays as long as the system does; ending this process stops the system in order. */
final class Foreground {
  private final Console console;
  private final Path home;
  private final ServerFile file;

  Foreground(Console console, Path home, ServerFile file) {
    this.console = console;
    this.home = home;
    this.file = file;
  }

  /** Waits until Ctrl-C or until the system ends by itself. */
  void stay() {
    stopWithThisProcess();
    console.note("Ctrl-C stops it");
    file.process().ifPresent(process -> process.onExit().join());
  }

  /** From now on the end of this process, however it comes, stops the system and waits. */
  void stopWithThisProcess() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-server"));
  }

  private void stop() {
    if (file.process().isPresent()) {
      console.lastNote("stopping");
      StopServer.stop(home, file);
    }
  }
}
