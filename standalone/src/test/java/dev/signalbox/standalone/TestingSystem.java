package dev.signalbox.standalone;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole system from its jar in a process of its own, which a test may kill and start again. */
final class TestingSystem implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final int HIGHEST = 50_000;

  private final Path home;
  private final int port;
  private final List<String> settings;
  private Process process;

  private TestingSystem(Path home, int port, List<String> settings, Process process) {
    this.home = home;
    this.port = port;
    this.settings = settings;
    this.process = process;
  }

  /** Starts it in a home, with settings as in {@code worker:signalbox.worker.lease=2s}. */
  static TestingSystem start(Path home, String... settings) throws IOException {
    int port = freePort();
    List<String> all = List.of(settings);
    TestingSystem system = new TestingSystem(home, port, all, launch(home, port, all));
    system.awaitReady();
    return system;
  }

  /** kill -9: nothing gets a chance to say goodbye. */
  void kill() {
    Processes.kill(process);
  }

  /** Starts it again on the same home and ports. */
  void startAgain() throws IOException {
    process = launch(home, port, settings);
    awaitReady();
  }

  TestingApi api() {
    return new TestingApi(announced());
  }

  String kafka() {
    return announced().path("kafka").asString();
  }

  String url(String service) {
    return announced().path("services").path(service).asString();
  }

  @Override
  public void close() {
    Processes.end(process);
  }

  /** A port that is free, and the one above it that Kafka takes. */
  static int freePort() throws IOException {
    while (true) {
      try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
        int port = probe.getLocalPort();
        if (port < HIGHEST && isFree(port + Options.KAFKA_OFFSET)) {
          return port;
        }
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  private static Process launch(Path home, int port, List<String> settings) throws IOException {
    List<String> command = new ArrayList<>(Jars.java());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx640m", "-jar"));
    command.add(Jars.standalone().toString());
    command.addAll(List.of("--home", home.toString(), "--port", Integer.toString(port)));
    // How busy the machine of the tests is must not decide what they see.
    command.addAll(List.of("--set", "worker:signalbox.worker.scaling.resource-monitoring=false"));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    Files.createDirectories(home);
    Path words = home.resolve("words.txt");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(words.toFile()))
        .start();
  }

  private void awaitReady() {
    await("the system is ready; see " + home)
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(100))
        .failFast("the system ended", () -> !process.isAlive())
        .until(this::isReady);
  }

  private boolean isReady() {
    Path file = home.resolve("server.json");
    return Files.exists(file)
        && announced().path("pid").asLong() == process.pid()
        && announced().path("state").asString().equals("ready");
  }

  private JsonNode announced() {
    try {
      return new JsonMapper().readTree(Files.readString(home.resolve("server.json")));
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
