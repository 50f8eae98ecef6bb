package dev.signalbox.worker.adapter.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts shell commands under a small supervisor that outlives the worker by one step. */
public final class Leash {

  private final String script = Scripts.read("leash.sh");

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
   * Another program that runs a command in its own way.
   *
   * @param words what is started instead
   * @param finish shell text that ends what runs outside the leash; may be empty
   * @param folder for its files, deleted when it is over
   */
  record Wrapping(List<String> words, String finish, @Nullable RunFolder folder) {}

  /**
   * Starts a command; its output, both streams in one, goes to the sink as it comes.
   *
   * @throws IOException when it cannot be started
   */
  public LeashedProcess start(Command command, Consumer<byte[]> output) throws IOException {
    Wrapping shell = new Wrapping(List.of("sh", "-c", command.shell()), "", null);
    return start(command, shell, output);
  }

  LeashedProcess start(Command command, Wrapping wrapping, Consumer<byte[]> output)
      throws IOException {
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "leash"));
    words.add(command.marker());
    words.add(wrapping.finish());
    words.addAll(wrapping.words());
    ProcessBuilder builder = new ProcessBuilder(words).directory(command.directory().toFile());
    builder.redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    return new LeashedProcess(builder.start(), command.marker(), wrapping.folder(), output);
  }
}
