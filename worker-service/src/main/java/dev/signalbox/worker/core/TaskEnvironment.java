package dev.signalbox.worker.core;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.Assignment;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole environment of a task's commands: an allow-list, the task's own, and Signalbox's. */
public final class TaskEnvironment {

  private static final Set<String> ALLOWED =
      Set.of("PATH", "HOME", "LANG", "TZ", "USER", "SHELL", "JAVA_HOME");

  /** What differs in each attempt, or is only a name for what the others say. */
  private static final Set<String> OF_ATTEMPT =
      Set.of("SIGNALBOX_ATTEMPT", "SIGNALBOX_TOKEN", "SIGNALBOX_PROMPT");

  /**
   * Where a task runs.
   *
   * @param temporary its own folder for temporary files
   * @param prompt the file with the prompt, for tasks that have one
   * @param commands the folder whose commands come before all others
   * @param defaults what the task may set otherwise
   * @param own what it may not
   */
  public record Place(
      int slot,
      String worktree,
      String temporary,
      @Nullable String prompt,
      String commands,
      Map<String, String> defaults,
      Map<String, String> own) {
    public Place {
      defaults = Map.copyOf(defaults);
      own = Map.copyOf(own);
    }
  }

  private TaskEnvironment() {}

  /**
   * What a worker's commands inherit of its own environment.
   *
   * @param passedOn more names than the usual ones, such as those of agents' keys
   */
  public static Map<String, String> inherited(
      Map<String, String> own, Collection<String> passedOn) {
    Map<String, String> environment = new TreeMap<>();
    own.forEach((name, value) -> {
      if (ALLOWED.contains(name) || name.startsWith("LC_") || passedOn.contains(name)) {
        environment.put(name, value);
      }
    });
    return environment;
  }

  /** The environment; Signalbox's names win over the task's, the task's over the inherited. */
  public static Map<String, String> of(
      Map<String, String> inherited, Assignment assignment, Place place) {
    Map<String, String> environment = new TreeMap<>(inherited);
    environment.put("TERM", "dumb");
    environment.put("TMPDIR", place.temporary());
    environment.putAll(place.defaults());
    environment.putAll(assignment.task().env());
    environment.putAll(own(assignment, place));
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.put("PATH", place.commands().isEmpty() ? path : place.commands() + ":" + path);
    return environment;
  }

  /** Two attempts with the same digest run under the same conditions, as far as variables go. */
  public static String digest(Map<String, String> environment) {
    Map<String, String> lasting = new TreeMap<>(environment);
    lasting.keySet().removeAll(OF_ATTEMPT);
    return Digest.of(lasting.toString());
  }

  /** The variable in which a task is given an output of one that it needs. */
  public static String output(String task, String name) {
    return "SIGNALBOX_OUTPUT_" + variable(task) + "_" + variable(name);
  }

  private static Map<String, String> own(Assignment assignment, Place place) {
    AttemptRef attempt = assignment.attempt();
    Map<String, String> own = new TreeMap<>();
    assignment
        .task()
        .with()
        .forEach((name, value) -> own.put("SIGNALBOX_WITH_" + variable(name), value));
    assignment
        .outputs()
        .forEach((task, outputs) ->
            outputs.forEach((name, value) -> own.put(output(task.value(), name), value)));
    own.putAll(place.own());
    own.put("SIGNALBOX_PLAN", assignment.planName());
    own.put("SIGNALBOX_PLAN_ID", attempt.task().plan().toString());
    own.put("SIGNALBOX_TASK", attempt.task().key().value());
    own.put("SIGNALBOX_ATTEMPT", Integer.toString(attempt.number()));
    own.put("SIGNALBOX_TOKEN", attempt.token().toString());
    own.put("SIGNALBOX_SLOT", Integer.toString(place.slot()));
    own.put("SIGNALBOX_WORKTREE", place.worktree());
    String prompt = place.prompt();
    if (prompt != null) {
      own.put("SIGNALBOX_PROMPT", prompt);
    }
    return own;
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
