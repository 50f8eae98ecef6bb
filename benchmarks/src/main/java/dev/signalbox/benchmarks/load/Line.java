package dev.signalbox.benchmarks.load;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Signalbox as its user has it: the launcher, a home of its own, a sample repository. */
final class Line implements AutoCloseable {
  private final Path launcher;
  private final Path home;
  private final Path repository;
  private final int slots;

  /**
   * Starts the standalone on a home inside the given folder, with that many slots, all the time.
   */
  Line(Path launcher, Path folder, int slots, int port) throws IOException {
    this.launcher = launcher;
    this.home = Files.createDirectories(folder.resolve("home"));
    this.repository = Files.createDirectories(folder.resolve("repository"));
    this.slots = slots;
    makeRepository();
    run(
        List.of(
            "up",
            "--no-resource-monitoring",
            "--home",
            home.toString(),
            "--port",
            Integer.toString(port)));
  }

  /** Runs a workload to its end and returns the summary that {@code run --json} prints. */
  JsonNode drive(Workload workload, Path stamps) throws IOException {
    Path plan = repository.resolve(workload.name() + ".yaml");
    Files.writeString(plan, workload.plan(Files.createDirectories(stamps)));
    String summary = run(List.of("run", plan.toString(), "--json", "--home", home.toString()));
    return MessageCodec.mapper().readTree(summary);
  }

  /** Where the events can be read. */
  String kafka() throws IOException {
    JsonNode server = MessageCodec.mapper().readTree(Files.readString(home.resolve("server.json")));
    return server.path("kafka").asString();
  }

  @Override
  public void close() throws IOException {
    run(List.of("down", "--home", home.toString()));
  }

  private void makeRepository() throws IOException {
    Files.writeString(repository.resolve("README.md"), "# Sample\n");
    Files.writeString(repository.resolve(".gitignore"), "*.yaml\n");
    for (List<String> command :
        List.of(
            List.of("git", "init", "-q", "-b", "main"),
            List.of("git", "add", "-A"),
            List.of(
                "git",
                "-c",
                "user.name=Load",
                "-c",
                "user.email=load@example.invalid",
                "commit",
                "-qm",
                "Start"))) {
      exec(command);
    }
  }

  private String run(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(arguments);
    return exec(command);
  }

  private String exec(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(repository.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SIGNALBOX_MAX_WORKERS",
                Integer.toString(slots),
                "SIGNALBOX_RESOURCE_MONITORING",
                "false"));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.onExit().join().exitValue();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code + ": " + output);
    }
    return output;
  }
}
