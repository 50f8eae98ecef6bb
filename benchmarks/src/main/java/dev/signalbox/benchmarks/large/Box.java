package dev.signalbox.benchmarks.large;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A Signalbox on a home of its own, used through its launcher and its API. */
final class Box {
  private static final Pattern USED = Pattern.compile("used ([0-9]+)K");
  private static final Pattern TAKEOVER = Pattern.compile("loaded in ([0-9]+) ms");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path launcher;
  private final Path home;
  private final Path repository;
  private final String heap;

  Box(Path launcher, Path folder, String heap) throws IOException {
    this.launcher = launcher;
    this.home = Files.createDirectories(folder.resolve("home"));
    this.repository = Files.createDirectories(folder.resolve("repository"));
    this.heap = heap;
  }

  void makeRepository() throws IOException {
    Files.writeString(repository.resolve("README.md"), "# Large\n");
    exec(List.of("git", "init", "-q", "-b", "main"));
    exec(List.of("git", "add", "README.md"));
    exec(
        List.of(
            "git",
            "-c",
            "user.name=Large",
            "-c",
            "user.email=large@example.invalid",
            "commit",
            "-qm",
            "Start"));
  }

  void up() throws IOException {
    exec(command("up", "--no-resource-monitoring", "--port", "18090"));
  }

  void down() throws IOException {
    exec(command("down"));
  }

  /** Submits a plan and gives its id. */
  String submit(Path plan) throws IOException {
    return exec(command("submit", "--file", plan.toString())).strip();
  }

  String kafka() throws IOException {
    return server().path("kafka").asString();
  }

  String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  void post(String path) throws IOException, InterruptedException {
    send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  /** What lives in the server's heap. */
  long heapMegabytes() throws IOException {
    String pid = server().path("pid").asString();
    exec(List.of(jcmd(), pid, "GC.run"));
    Matcher used = USED.matcher(exec(List.of(jcmd(), pid, "GC.heap_info")));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    return kilobytes >> 10;
  }

  /** The most memory that the server's process had, all of it. */
  long peakMemoryMegabytes() throws IOException {
    Path status = Path.of("/proc", server().path("pid").asString(), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
        .findFirst()
        .orElse(-1);
  }

  /** Processor time of the server so far. */
  double cpuSeconds() throws IOException {
    long pid = Long.parseLong(server().path("pid").asString());
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(spent -> spent.toMillis() / 1e3)
        .orElse(-1.0);
  }

  /** How long the scheduler's last takeover was, by its own log. */
  long takeoverMillis() throws IOException {
    long last = -1;
    try (var logs = Files.walk(home.resolve("logs"))) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        Matcher found = TAKEOVER.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
        while (found.find()) {
          last = Long.parseLong(found.group(1));
        }
      }
    }
    return last;
  }

  private JsonNode server() throws IOException {
    return MessageCodec.mapper().readTree(Files.readString(home.resolve("server.json")));
  }

  private URI uri(String path) throws IOException {
    return URI.create(server().path("url").asString() + path);
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request.timeout(Duration.ofMinutes(5)).build(), HttpResponse.BodyHandlers.ofString());
    return answer.body();
  }

  private static String jcmd() {
    return Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
  }

  private List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--home", home.toString()));
    return command;
  }

  private String exec(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
    builder
        .environment()
        .putAll(Map.of("SIGNALBOX_SLOTS", "1", "SIGNALBOX_JAVA_OPTS", "-Xmx" + heap));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.onExit().join().exitValue();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code + ": " + output);
    }
    return output;
  }
}
