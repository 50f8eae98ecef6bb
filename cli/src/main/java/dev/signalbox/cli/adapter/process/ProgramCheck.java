package dev.signalbox.cli.adapter.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether a program is on the path, and which version it says it is. */
public final class ProgramCheck {
  private static final long PATIENCE_SECONDS = 10;
  private static final String UNKNOWN = "there, but it does not say its version";

  private ProgramCheck() {}

  /** The first line of its version; empty when there is no such program. */
  public static Optional<String> version(String program) {
    try {
      Path said = Files.createTempFile("signalbox-version", ".txt");
      try {
        return Optional.of(ask(program, said));
      } finally {
        Files.deleteIfExists(said);
      }
    } catch (IOException absent) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static String ask(String program, Path said) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program, "--version")
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    process.getOutputStream().close();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return UNKNOWN;
    }
    String text = new String(Files.readAllBytes(said), StandardCharsets.UTF_8);
    return process.exitValue() == 0 ? text.lines().findFirst().orElse(UNKNOWN) : UNKNOWN;
  }
}
