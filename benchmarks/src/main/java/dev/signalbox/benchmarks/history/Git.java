package dev.signalbox.benchmarks.history;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The git command line on one repository, without anybody's own configuration. */
record Git(Path repository) {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("LC_ALL", "C", "GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null");

  /** What git prints, as UTF-8, without the ends of the text. */
  String text(String... arguments) throws IOException {
    return new String(run("", arguments), StandardCharsets.UTF_8).strip();
  }

  /** The lines that git prints. */
  List<String> lines(String... arguments) throws IOException {
    return text(arguments).lines().toList();
  }

  /** What git prints, a character for each byte. */
  String bytes(String... arguments) throws IOException {
    return new String(run("", arguments), StandardCharsets.ISO_8859_1);
  }

  /**
   * Runs git.
   *
   * @param input a character for each byte
   * @return the bytes it printed
   */
  byte[] run(String input, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(ENVIRONMENT);
    Process process = builder.start();
    var written = CompletableFuture.runAsync(() -> write(process, input));
    var errors = CompletableFuture.supplyAsync(() -> words(process));
    byte[] output = process.getInputStream().readAllBytes();
    int code = process.onExit().join().exitValue();
    String said = errors.join();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code + ": " + said);
    }
    written.join();
    return output;
  }

  private static void write(Process process, String input) {
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String words(Process process) {
    try (var from = process.getErrorStream()) {
      return new String(from.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
