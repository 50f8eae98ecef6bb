package dev.signalbox.worker.adapter.process;

import dev.signalbox.common.id.AttemptRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs commands in containers, by the command line of the machine's engine. The engine's client is
 * on the leash; the container has the leash's marker in its name and is removed by it, by the
 * supervisor when the client is gone, and by the next start after a crash of both.
 */
public final class ContainerExecutor implements Executor {

  private static final Path ROOT = Path.of(System.getProperty("java.io.tmpdir"));

  private final Leash leash;
  private final ContainerRun.Options options;
  private final Map<String, String> ofEngine;
  private final String script = Scripts.read("container.sh");
  private final String removal = Scripts.read("container-removal.sh");

  /**
   * @param inherited the worker's own environment, where the engine's client is configured
   */
  public ContainerExecutor(
      Leash leash, ContainerRun.Options options, Map<String, String> inherited) {
    this.leash = leash;
    this.options = options;
    this.ofEngine = ContainerRun.engineVariables(inherited);
  }

  @Override
  public LeashedProcess start(Job job, Consumer<byte[]> output) throws IOException {
    String image = job.image();
    if (image == null) {
      throw new IOException("the task names no image for its container");
    }
    Leash.Command command = job.command();
    RunFolder folder = RunFolder.create(folder(command.marker()));
    List<String> words = new ArrayList<>(List.of("sh", "-c", script, "container"));
    words.addAll(List.of(options.engine(), folder.path().toString()));
    words.addAll(List.of(options.pull().name().toLowerCase(Locale.ROOT), image));
    words.addAll(ContainerRun.arguments(options, contents(job, image)));
    Leash.Wrapping wrapping = new Leash.Wrapping(words, finish(command.marker()), folder);
    Map<String, String> environment = new HashMap<>(command.environment());
    environment.putAll(ofEngine);
    return leash.start(
        new Leash.Command(command.shell(), command.directory(), environment, command.marker()),
        wrapping,
        output);
  }

  @Override
  public void recover(AttemptRef attempt, String marker) throws IOException {
    StrayProcesses.kill(marker);
    Tool.Answer answer = Tool.run(List.of(options.engine(), "rm", "--force", name(marker)));
    if (!answer.ok() && !answer.output().contains("o such container")) {
      throw new IOException(
          "the container %s of %s may still run, and %s does not remove it: %s"
              .formatted(name(marker), attempt, options.engine(), answer.output()));
    }
    RunFolder.at(folder(marker)).delete();
  }

  private static ContainerRun.Contents contents(Job job, String image) throws IOException {
    Leash.Command command = job.command();
    Path directory = command.directory();
    String user =
        Files.getAttribute(directory, "unix:uid") + ":" + Files.getAttribute(directory, "unix:gid");
    return new ContainerRun.Contents(
        name(command.marker()),
        Map.of("dev.signalbox.attempt", job.attempt().toString()),
        user,
        directory,
        job.places().written(),
        job.places().read(),
        command.environment(),
        image,
        command.shell());
  }

  private String finish(String marker) {
    return "set -- %s %s %s\n%s"
        .formatted(
            Scripts.quoted(options.engine()),
            Scripts.quoted(name(marker)),
            Scripts.quoted(folder(marker).toString()),
            removal);
  }

  private static Path folder(String marker) {
    return ROOT.resolve(name(marker));
  }

  private static String name(String marker) {
    return "signalbox-" + marker;
  }
}
