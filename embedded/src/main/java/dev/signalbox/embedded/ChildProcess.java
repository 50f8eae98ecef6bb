package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server of another kind than Java's that must not outlive this JVM, however the JVM ends. */
final class ChildProcess {

  /** The kernel ties a child to the thread that made it, so this one thread lives as we do. */
  private static final ExecutorService SPAWNER =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("embedded-spawner").factory());

  private static final boolean CAN_TIE =
      Commands.works(List.of("setpriv", "--pdeathsig", "KILL", "true"));
  private static final long LOG_LIMIT_BYTES = 10_000_000;
  private static final int TAIL_LINES = 15;
  private static final Duration POLL = Duration.ofMillis(5);

  private final String name;
  private final Process process;
  private final Signal signal;
  private final Path log;

  private ChildProcess(String name, Process process, Signal signal, Path log) {
    this.name = name;
    this.process = process;
    this.signal = signal;
    this.log = log;
  }

  /** The signals that ask our servers for a quick and orderly end. */
  enum Signal {
    INT,
    TERM
  }

  /** Starts the command; {@code signal} ends it, sent by us or, if we are killed, by the kernel. */
  static ChildProcess spawn(
      String name, Privileges privileges, List<String> command, Signal signal, Path log)
      throws IOException {
    rotate(log);
    List<String> tied =
        CAN_TIE
            ? Commands.joined(List.of("setpriv", "--pdeathsig", signal.name()), command)
            : command;
    ProcessBuilder builder =
        new ProcessBuilder(privileges.command(tied))
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(new File("/dev/null"));
    builder.environment().keySet().removeIf(key -> key.startsWith("PG"));
    return new ChildProcess(name, onSpawner(builder), signal, log);
  }

  long pid() {
    return process.pid();
  }

  /** Waits for the child's own end, and for that end to be a good one. */
  void awaitSuccess(Duration limit) {
    if (!ended(limit)) {
      process.destroyForcibly();
      throw new EmbeddedServerException(Code.TIMED_OUT, name + " took over " + limit + tail());
    }
    if (process.exitValue() != 0) {
      throw ended();
    }
  }

  /** Waits until the child says it is ready; ends it when it does not get there. */
  void awaitReady(BooleanSupplier ready, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (ended(POLL)) {
        throw ended();
      }
      if (System.nanoTime() > deadline) {
        stop(Duration.ZERO);
        throw new EmbeddedServerException(
            Code.TIMED_OUT, name + " was not ready after " + limit + tail());
      }
    }
  }

  /** Asks the child to end and insists after the limit. */
  void stop(Duration limit) {
    send(signal, pid());
    if (!ended(limit)) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  static void send(Signal signal, long pid) {
    Commands.works(List.of("kill", "-" + signal.name(), Long.toString(pid)));
  }

  private boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException(
          Code.INTERRUPTED, "interrupted while waiting for " + name, interrupted);
    }
  }

  private EmbeddedServerException ended() {
    return new EmbeddedServerException(
        Code.START_FAILED, name + " ended with status " + process.exitValue() + tail());
  }

  private String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      int from = Math.max(0, lines.size() - TAIL_LINES);
      return "; the end of " + log + ":\n" + String.join("\n", lines.subList(from, lines.size()));
    } catch (IOException unreadable) {
      return "; see " + log;
    }
  }

  private static Process onSpawner(ProcessBuilder builder) throws IOException {
    try {
      return SPAWNER.submit(builder::start).get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new UncheckedIOException(new IOException(failure));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException(
          Code.INTERRUPTED, "interrupted while spawning", interrupted);
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
