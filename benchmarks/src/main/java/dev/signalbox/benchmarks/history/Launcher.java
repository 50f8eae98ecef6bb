package dev.signalbox.benchmarks.history;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Signalbox as its user has it: the launcher, on a home of its own. */
final class Launcher implements AutoCloseable {

  /** Kafka listens this far above the dashboard. */
  private static final int KAFKA_OFFSET = 1012;

  private static final int PLAN_FAILED = 7;

  private final Path program;
  private final Path home;

  /** Starts the system on free ports. */
  Launcher(Path program, Path home) throws IOException {
    this.program = program;
    this.home = Files.createDirectories(home);
    call(
        List.of(
            "up",
            "--no-resource-monitoring",
            "--home",
            home.toString(),
            "--port",
            Integer.toString(freePort())));
  }

  /** Runs a plan to its end and returns the summary, also when a task failed. */
  JsonNode run(Path plan) throws IOException {
    String summary =
        call(
            List.of(
                "run", plan.toString(), "--json", "--progress", "quiet", "--home", home.toString()),
            PLAN_FAILED);
    return MessageCodec.mapper().readTree(summary);
  }

  @Override
  public void close() throws IOException {
    call(List.of("down", "--home", home.toString()));
  }

  private String call(List<String> arguments, int... alsoFine) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.onExit().join().exitValue();
    if (code != 0 && java.util.Arrays.stream(alsoFine).noneMatch(fine -> fine == code)) {
      throw new IOException(arguments.getFirst() + " ended with " + code + ": " + output);
    }
    return output;
  }

  private static int freePort() throws IOException {
    while (true) {
      int port = free(0);
      if (port + KAFKA_OFFSET < 65536 && free(port + KAFKA_OFFSET) != 0) {
        return port;
      }
    }
  }

  /** The port, or 0 when it is taken. */
  private static int free(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException taken) {
      return 0;
    }
  }
}
