package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.PortOwner;
import dev.signalbox.cli.adapter.process.ServerFile;
import dev.signalbox.cli.adapter.process.StandaloneProcess;
import dev.signalbox.cli.adapter.process.StandaloneProcess.Wanted;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts the system of a home in the background and waits until it is ready. */
final class StartServer {
  /** Kafka for producers stands this far from the dashboard's port: 8080 gives 9092. */
  private static final int KAFKA_OFFSET = 1012;

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int LOOK_MILLIS = 60;

  private final Console console;

  StartServer(Console console) {
    this.console = console;
  }

  /**
   * A system that is ready.
   *
   * @param started whether it was not there before
   */
  record Ready(ServerFile file, boolean started) {}

  /** Finds the system of the home ready, or waits for it, or starts it. */
  Ready ensure(Wanted wanted) {
    Optional<ServerFile> living = ServerFile.ofLiving(wanted.home());
    if (living.isPresent()) {
      return new Ready(awaitOther(wanted.home(), living.get()), false);
    }
    refuseTakenPorts(wanted.port());
    makeHome(wanted.home());
    console.step("starting in " + wanted.home() + " (first time: about 20 s)");
    StandaloneProcess process = StandaloneProcess.start(wanted);
    return await(wanted.home(), process);
  }

  /** The first pair of free ports from here on. */
  static int freePortFrom(int first) {
    int port = first;
    while (!PortOwner.isFree(port) || !PortOwner.isFree(port + KAFKA_OFFSET)) {
      port++;
    }
    return port;
  }

  private static void refuseTakenPorts(int port) {
    for (int each : List.of(port, port + KAFKA_OFFSET)) {
      if (!PortOwner.isFree(each)) {
        throw new CommandFailure(
            ExitCode.CONFLICT,
            "port " + each + " is taken by " + PortOwner.describe(each),
            each == port ? "" : "Kafka listens " + KAFKA_OFFSET + " above the port of --port",
            "choose another with --port, as in --port " + freePortFrom(port + 1));
      }
    }
  }

  private static void makeHome(Path home) {
    try {
      Files.createDirectories(
          home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Ready await(Path home, StandaloneProcess process) {
    int shown = 0;
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Integer> ended = process.ended();
      shown = show(process, shown);
      Optional<ServerFile> living = ServerFile.ofLiving(home);
      if (living.filter(ServerFile::isReady).isPresent()) {
        return new Ready(living.get(), living.get().pid() == process.pid());
      }
      if (ended.isPresent()) {
        return lost(home, process, ended.get());
      }
      pause();
    }
    throw tooLate(home);
  }

  private int show(StandaloneProcess process, int shown) {
    List<String> words = process.words();
    words.stream().skip(shown).filter(line -> line.startsWith("- ")).forEach(console::step);
    return words.size();
  }

  /** Another start may have been faster; then its system is the one. */
  private Ready lost(Path home, StandaloneProcess process, int exitCode) {
    Optional<ServerFile> other = ServerFile.ofLiving(home);
    if (exitCode == ExitCode.CONFLICT.number() && other.isPresent()) {
      return new Ready(awaitOther(home, other.get()), false);
    }
    throw new CommandFailure(
        exitCode == ExitCode.CONFLICT.number() ? ExitCode.CONFLICT : ExitCode.FAILURE,
        "the system did not start",
        cause(process.words()),
        "the log is " + home.resolve("logs/signalbox.log"));
  }

  /** Its own word for it, else the last it said. */
  private static String cause(List<String> words) {
    List<String> errors = words.stream().filter(line -> line.startsWith("error: ")).toList();
    return String.join(
        "\n",
        errors.isEmpty() ? words.subList(Math.max(0, words.size() - 12), words.size()) : errors);
  }

  private ServerFile awaitOther(Path home, ServerFile first) {
    ServerFile file = first;
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!file.isReady()) {
      if (System.nanoTime() > deadline) {
        throw tooLate(home);
      }
      pause();
      file =
          ServerFile.ofLiving(home)
              .orElseThrow(() ->
                  new CommandFailure(
                      ExitCode.FAILURE, "the system that was starting ended", "", ""));
    }
    return file;
  }

  private static CommandFailure tooLate(Path home) {
    return new CommandFailure(
        ExitCode.TIMED_OUT,
        "the system is not ready after " + LIMIT.toMinutes() + " minutes",
        "",
        "the log is " + home.resolve("logs/signalbox.log"));
  }

  static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", "", "");
    }
  }
}
