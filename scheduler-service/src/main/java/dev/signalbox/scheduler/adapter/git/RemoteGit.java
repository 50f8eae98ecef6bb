package dev.signalbox.scheduler.adapter.git;

import dev.signalbox.common.repository.RemoteEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs git against another host: no shell, a time limit, nobody is asked anything. */
final class RemoteGit {
  private static final List<String> ALONE =
      List.of("git", "-c", "core.hooksPath=/dev/null", "-c", "protocol.ext.allow=never");

  private final Duration limit;

  RemoteGit(Duration limit) {
    this.limit = limit;
  }

  /**
   * How it ended.
   *
   * @param output what it printed, or, when it failed, what it complained of
   */
  record Ended(int status, String output) {
    boolean isGood() {
      return status == 0;
    }
  }

  Ended run(Path directory, List<String> arguments) {
    List<String> command = new ArrayList<>(ALONE);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    RemoteEnvironment.prepare(builder.environment());
    RemoteEnvironment.quietSsh(builder.environment());
    try {
      return finished(builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot run git", failure);
    }
  }

  private Ended finished(Process process) throws IOException {
    process.getOutputStream().close();
    AtomicBoolean late = new AtomicBoolean();
    CompletableFuture<Void> watch =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> cut =
        watch.thenAccept(_ -> {
          late.set(true);
          end(process);
        });
    try (var output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
      int status = process.waitFor();
      cut.cancel(false);
      watch.cancel(false);
      return new Ended(status, late.get() ? text + "\ntook longer than " + limit : text);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      end(process);
      return new Ended(-1, "interrupted");
    }
  }

  /** What git started, like ssh, would keep its output open. */
  private static void end(Process process) {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
