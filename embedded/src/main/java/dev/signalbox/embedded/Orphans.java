package dev.signalbox.embedded;

import dev.signalbox.embedded.ChildProcess.Signal;
import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Servers that a killed JVM left in a data directory: both kinds make it their working one. */
final class Orphans {

  private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

  private Orphans() {}

  /** Returns when no such server is left; call it only while holding the home's lock. */
  static void awaitGone(String program, Path data, Signal signal, Duration limit) {
    List<ProcessHandle> orphans =
        ProcessHandle.allProcesses().filter(each -> runsIn(each.pid(), program, data)).toList();
    if (orphans.isEmpty()) {
      return;
    }
    LOG.info("waiting for {} left over in {}", program, data);
    orphans.forEach(each -> ChildProcess.send(signal, each.pid()));
    CompletableFuture<?>[] ends =
        orphans.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException late) {
      throw new EmbeddedServerException(
          Code.TIMED_OUT,
          "pids %s still run in %s after %s"
              .formatted(orphans.stream().map(ProcessHandle::pid).toList(), data, limit),
          late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException(
          Code.INTERRUPTED, "interrupted while waiting for " + program, interrupted);
    }
  }

  private static boolean runsIn(long pid, String program, Path data) {
    return ProcFiles.command(pid).filter(program::equals).isPresent()
        && ProcFiles.workingDirectory(pid).filter(data::equals).isPresent();
  }
}
