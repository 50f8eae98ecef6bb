package dev.signalbox.standalone.proof;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of a test: a class of the class path, with signals to send to it. */
final class Child {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final String name;
  private final Process process;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** Starts a main class; what it prints and logs goes into the folder. */
  static Child start(Path folder, String name, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx320m"));
    command.add("-Dsignalbox.home=" + folder.resolve(name));
    command.add("-Dlogback.configurationFile=logback.xml");
    command.add("-Dorg.springframework.boot.logging.LoggingSystem=none");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    try {
      Path words = Files.createDirectories(folder.resolve(name)).resolve("words.txt");
      return new Child(
          name,
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(words.toFile()))
              .start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String name() {
    return name;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it stands still, as after SIGSTOP. */
  boolean isStopped() {
    try {
      String state = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
      return state.substring(state.lastIndexOf(')')).startsWith(") T");
    } catch (IOException gone) {
      return false;
    }
  }

  void awaitDead() {
    await(name + " is dead").atMost(LIMIT).until(() -> !process.isAlive());
  }

  void awaitStopped() {
    await(name + " stands still")
        .atMost(LIMIT)
        .failFast(name + " ended", () -> !process.isAlive())
        .until(this::isStopped);
  }

  /** kill -9. */
  void kill() {
    process.destroyForcibly();
    awaitDead();
  }

  /** Asks it to end, and waits for that. */
  void end() {
    signal("CONT");
    process.destroy();
    awaitDead();
  }

  /** Sends it a signal, as in {@code STOP}. */
  void signal(String signal) {
    send(signal, process.pid());
  }

  /** Sends a signal to any process. */
  static void send(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
