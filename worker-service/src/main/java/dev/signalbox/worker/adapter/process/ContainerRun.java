package dev.signalbox.worker.adapter.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the engine's {@code run} is given for one command. */
public final class ContainerRun {

  /** What is the machine's own; an image has these itself, or a value that is ours to give. */
  private static final Set<String> OF_THE_MACHINE =
      Set.of("PATH", "HOME", "SHELL", "USER", "JAVA_HOME", "TERM");

  private static final Set<String> OF_THE_ENGINE =
      Set.of(
          "DOCKER_HOST",
          "DOCKER_CONTEXT",
          "DOCKER_CONFIG",
          "DOCKER_CERT_PATH",
          "DOCKER_TLS_VERIFY",
          "CONTAINER_HOST",
          "XDG_RUNTIME_DIR",
          "HOME",
          "PATH");

  /** When an image is fetched. */
  public enum Pull {
    /** Only when it is not there. */
    MISSING,
    /** Never: what is not there is refused. */
    NEVER,
    /** Before every run. */
    ALWAYS
  }

  /**
   * How containers are run on this machine.
   *
   * @param engine docker, podman or a path to one
   * @param network as the engine names it; empty for its default
   * @param memory as {@code 2g}; empty for no limit
   * @param cpus as {@code 1.5}; empty for no limit
   * @param arguments more of the engine's own
   */
  public record Options(
      String engine,
      Pull pull,
      String network,
      String memory,
      String cpus,
      List<String> arguments) {
    public Options {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * One command.
   *
   * @param labels by which it is found
   * @param user {@code uid:gid} of the worker, so that what it writes is the worker's
   * @param written folders it may write to, at the same place inside
   * @param read files and folders it may read, at the same place inside
   */
  public record Contents(
      String name,
      Map<String, String> labels,
      String user,
      Path directory,
      List<Path> written,
      List<Path> read,
      Map<String, String> environment,
      String image,
      String shell) {
    public Contents {
      labels = Map.copyOf(labels);
      written = List.copyOf(written);
      read = List.copyOf(read);
      environment = Map.copyOf(environment);
    }
  }

  private ContainerRun() {}

  /** Where the engine's client finds its engine, out of the worker's own environment. */
  public static Map<String, String> engineVariables(Map<String, String> inherited) {
    Map<String, String> variables = new TreeMap<>(inherited);
    variables.keySet().retainAll(OF_THE_ENGINE);
    return variables;
  }

  /** The arguments after {@code run}, without values of variables: the client has those. */
  public static List<String> arguments(Options options, Contents run) {
    List<String> arguments = new ArrayList<>(List.of("--rm", "--init", "--log-driver=none"));
    arguments.add("--security-opt=no-new-privileges");
    arguments.add("--name=" + run.name());
    new TreeMap<>(run.labels())
        .forEach((label, value) -> arguments.add("--label=" + label + "=" + value));
    arguments.add("--user=" + run.user());
    arguments.add("--workdir=" + run.directory());
    arguments.add(mount(run.directory(), ""));
    run.written().forEach(path -> arguments.add(mount(path, "")));
    run.read().forEach(path -> arguments.add(mount(path, ",readonly")));
    limit(arguments, "--network=", options.network());
    limit(arguments, "--memory=", options.memory());
    limit(arguments, "--cpus=", options.cpus());
    arguments.addAll(variables(run));
    arguments.addAll(options.arguments());
    // One stream, so that the order of both outputs is kept; the shell is the image's.
    arguments.addAll(List.of("--entrypoint=sh", run.image(), "-c", "exec sh -c \"$1\" 2>&1"));
    arguments.addAll(List.of("sh", run.shell()));
    return arguments;
  }

  private static List<String> variables(Contents run) {
    List<String> arguments = new ArrayList<>();
    for (String name : new TreeMap<>(run.environment()).keySet()) {
      if (!OF_THE_MACHINE.contains(name) && !OF_THE_ENGINE.contains(name)) {
        arguments.add("--env=" + name);
      }
    }
    String temporary = run.environment().get("TMPDIR");
    if (temporary != null) {
      arguments.add("--env=HOME=" + temporary);
    }
    // The init of a container passes a request to end to the command's whole group.
    arguments.addAll(List.of("--env=SIGNALBOX_LEASH", "--env=TINI_KILL_PROCESS_GROUP=1"));
    return arguments;
  }

  private static void limit(List<String> arguments, String option, String value) {
    if (!value.isBlank()) {
      arguments.add(option + value);
    }
  }

  /** The engines read this as a line of CSV. */
  private static String mount(Path path, String mode) {
    String field = path.toString().replace("\"", "\"\"");
    return "--mount=type=bind,\"src=" + field + "\",\"dst=" + field + "\"" + mode;
  }
}
