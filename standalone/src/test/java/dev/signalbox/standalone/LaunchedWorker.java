package dev.signalbox.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A worker in a process of its own, beside a system. */
final class LaunchedWorker implements AutoCloseable {
  private final Process process;

  private LaunchedWorker(Process process) {
    this.process = process;
  }

  /** Starts one with settings as in {@code slots=2}. */
  static LaunchedWorker start(TestingSystem system, Path directory, String name, String... settings)
      throws IOException {
    List<String> command = new ArrayList<>(Jars.java());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-jar", Jars.workerService().toString()));
    command.add("--server.port=0");
    command.add("--spring.kafka.bootstrap-servers=" + system.kafka());
    command.add("--signalbox.worker.id=" + name);
    command.add("--signalbox.worker.home=" + directory.resolve(name));
    command.add("--signalbox.worker.lock-url=" + system.url("lock"));
    command.add("--signalbox.worker.scaling.resource-monitoring=false");
    for (String setting : settings) {
      command.add("--signalbox.worker." + setting);
    }
    return new LaunchedWorker(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile())
            .start());
  }

  /** SIGTERM, as a container's end is. */
  void terminate() {
    process.destroy();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** kill -9. */
  void kill() {
    Processes.kill(process);
  }

  @Override
  public void close() {
    Processes.end(process);
  }
}
