package dev.signalbox.worker.adapter.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a program of this machine something short. */
public final class Tool {

  private static final long LIMIT_SECONDS = 10;

  private Tool() {}

  /**
   * What it said.
   *
   * @param output both streams, without the last line end
   */
  public record Answer(int status, String output) {
    public boolean ok() {
      return status == 0;
    }
  }

  /**
   * Runs a program to its end, for ten seconds at most.
   *
   * @throws IOException when there is no such program, or it does not end
   */
  public static Answer run(List<String> words) throws IOException {
    Path output = Files.createTempFile("signalbox-tool", ".txt");
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(words.getFirst() + " does not answer");
      }
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return new Answer(process.exitValue(), text.strip());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while " + words.getFirst() + " ran", interrupted);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Whether a program is there and says yes. */
  public static boolean agrees(List<String> words) {
    try {
      return run(words).ok();
    } catch (IOException absentOrSilent) {
      return false;
    }
  }
}
