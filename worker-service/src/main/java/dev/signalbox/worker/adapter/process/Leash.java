package dev.signalbox.worker.adapter.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Starts shell commands under a small supervisor that outlives the worker by one step. */
public final class Leash {

  private final String script;

  public Leash() {
    try (InputStream resource = Leash.class.getResourceAsStream("leash.sh")) {
      if (resource == null) {
        throw new IllegalStateException("leash.sh is not in the jar");
      }
      script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * A command to run.
   *
   * @param marker what its processes carry, unique to the attempt
   */
  public record Command(
      String shell, Path directory, Map<String, String> environment, String marker) {
    public Command {
      environment = Map.copyOf(environment);
    }
  }

  /**
   * Starts a command; its output, both streams in one, goes to the sink as it comes.
   *
   * @throws IOException when it cannot be started
   */
  public LeashedProcess start(Command command, Consumer<byte[]> output) throws IOException {
    List<String> words = List.of("sh", "-c", script, "leash", command.marker(), command.shell());
    ProcessBuilder builder = new ProcessBuilder(words).directory(command.directory().toFile());
    builder.redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return new LeashedProcess(builder.start(), command.marker(), output);
  }
}
