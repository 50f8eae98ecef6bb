package dev.signalbox.worker.adapter.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running command; when it is over, nothing it started is left. */
public final class LeashedProcess {

  private static final Logger LOG = LoggerFactory.getLogger(LeashedProcess.class);
  private static final int BUFFER = 8 * 1024;
  private static final byte[] ASK = "end\n".getBytes(StandardCharsets.US_ASCII);

  private final Process supervisor;
  private final String marker;
  private final @Nullable RunFolder folder;
  private final Thread reader;

  LeashedProcess(
      Process supervisor, String marker, @Nullable RunFolder folder, Consumer<byte[]> output) {
    this.supervisor = supervisor;
    this.marker = marker;
    this.folder = folder;
    this.reader =
        Thread.ofVirtual()
            .name("output-" + marker)
            .start(() -> drain(supervisor.getInputStream(), output));
  }

  /** Waits for the end; empty when the time is over first. */
  public Optional<Integer> await(Duration limit) throws InterruptedException {
    boolean ended = supervisor.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
    return ended ? Optional.of(supervisor.exitValue()) : Optional.empty();
  }

  /** The process that watches over it. */
  long supervisor() {
    return supervisor.pid();
  }

  /** Why it could not be started after all, if so; to be asked when it is over. */
  public Optional<String> refusal() {
    return Optional.ofNullable(folder).flatMap(RunFolder::refusal);
  }

  /** Asks the process group to end (SIGTERM), once. */
  public void ask() {
    try {
      OutputStream line = supervisor.getOutputStream();
      line.write(ASK);
      line.flush();
    } catch (IOException supervisorIsGone) {
      supervisor.destroyForcibly();
    }
  }

  /** Ends everything the command started and waits until it is gone and its output is read. */
  public void end() throws InterruptedException {
    try {
      supervisor.getOutputStream().close();
    } catch (IOException supervisorIsGone) {
      supervisor.destroyForcibly();
    }
    supervisor.waitFor();
    StrayProcesses.kill(marker);
    reader.join();
    deleteFolder();
  }

  private void deleteFolder() {
    if (folder == null) {
      return;
    }
    try {
      folder.delete();
    } catch (IOException failure) {
      LOG.warn("cannot delete {}: {}", folder.path(), failure.getMessage());
    }
  }

  private static void drain(InputStream from, Consumer<byte[]> output) {
    byte[] buffer = new byte[BUFFER];
    try (from) {
      int count = from.read(buffer);
      while (count >= 0) {
        output.accept(Arrays.copyOf(buffer, count));
        count = from.read(buffer);
      }
    } catch (IOException closed) {
      output.accept("\n[signalbox: the output broke off]\n".getBytes(StandardCharsets.US_ASCII));
    }
  }
}
