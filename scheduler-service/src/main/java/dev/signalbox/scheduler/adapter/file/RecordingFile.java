package dev.signalbox.scheduler.adapter.file;

import dev.signalbox.scheduler.core.replay.Answer;
import dev.signalbox.scheduler.core.replay.Journal;
import dev.signalbox.scheduler.core.replay.LineCodec;
import dev.signalbox.scheduler.core.replay.Recorded;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a recording from a thread of its own: the decisions wait for nothing and fail for nothing.
 * What cannot be written ends the recording, so that a file is always whole up to its end.
 */
public final class RecordingFile implements Journal {
  private static final Logger LOG = LoggerFactory.getLogger(RecordingFile.class);
  private static final int MOST_UNWRITTEN = 100_000;

  private final LineCodec codec = new LineCodec();
  private final BlockingQueue<Noted> unwritten = new ArrayBlockingQueue<>(MOST_UNWRITTEN);
  private final Path file;
  private final long limit;
  private final Thread thread;
  private volatile boolean ended;
  private volatile boolean closing;
  private long written;

  private record Noted(Recorded call, Answer answer) {}

  /**
   * @param limit the recording ends before the file is longer than this, in bytes
   */
  public RecordingFile(Path file, long limit) {
    this.file = file.toAbsolutePath();
    this.limit = limit;
    this.thread = Thread.ofPlatform().name("recording").daemon().start(this::run);
  }

  @Override
  public void note(Recorded call, Answer answer) {
    if (!ended && !unwritten.offer(new Noted(call, answer))) {
      end("the disk is too slow");
    }
  }

  /** Writes what was noted so far, and ends. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    ended = true;
  }

  private void run() {
    try (BufferedWriter writer = open()) {
      LOG.info("records decisions to {}", file);
      boolean more = true;
      while (more) {
        more = writeNext(writer);
      }
    } catch (IOException | UncheckedIOException failure) {
      end(failure.toString());
    } catch (InterruptedException stopping) {
      ended = true;
    } catch (RuntimeException failure) {
      LOG.warn("a call cannot be recorded", failure);
      end("a call cannot be recorded");
    } finally {
      unwritten.clear();
    }
  }

  /** What an earlier start recorded is kept beside it, once. */
  private BufferedWriter open() throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file is in a directory"));
    if (Files.exists(file)) {
      Path previous = file.resolveSibling(file.getFileName() + ".previous");
      Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
    }
    return Files.newBufferedWriter(file, StandardCharsets.UTF_8);
  }

  private boolean writeNext(BufferedWriter writer) throws IOException, InterruptedException {
    Noted next = unwritten.poll();
    if (next == null) {
      writer.flush();
      next = unwritten.poll(100, TimeUnit.MILLISECONDS);
    }
    if (next == null) {
      return !closing && !ended;
    }
    return write(writer, codec.line(next.call(), next.answer()));
  }

  private boolean write(BufferedWriter writer, String line) throws IOException {
    written += line.getBytes(StandardCharsets.UTF_8).length + 1;
    if (written > limit) {
      end("the file would be longer than " + limit + " bytes");
      return false;
    }
    writer.write(line);
    writer.write('\n');
    return true;
  }

  private void end(String why) {
    if (!ended) {
      ended = true;
      LOG.warn("no longer records decisions to {}: {}", file, why);
    }
  }
}
