package dev.signalbox.worker.core;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.Assignment;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole environment of a task's commands: an allow-list, the task's own, and Signalbox's. */
public final class TaskEnvironment {

  private static final Set<String> ALLOWED =
      Set.of("PATH", "HOME", "LANG", "TZ", "USER", "SHELL", "JAVA_HOME");

  /**
   * Where a task runs.
   *
   * @param temporary its own folder for temporary files
   * @param prompt the file with the prompt, for tasks that have one
   */
  public record Place(int slot, String worktree, String temporary, @Nullable String prompt) {}

  private TaskEnvironment() {}

  /** The environment; Signalbox's names win over the task's, the task's over the inherited. */
  public static Map<String, String> of(
      Map<String, String> inherited, Assignment assignment, Place place) {
    Map<String, String> environment = new TreeMap<>();
    inherited.forEach((name, value) -> {
      if (ALLOWED.contains(name) || name.startsWith("LC_")) {
        environment.put(name, value);
      }
    });
    environment.put("TERM", "dumb");
    environment.put("TMPDIR", place.temporary());
    environment.putAll(assignment.task().env());
    environment.putAll(own(assignment, place));
    return environment;
  }

  private static Map<String, String> own(Assignment assignment, Place place) {
    AttemptRef attempt = assignment.attempt();
    Map<String, String> own = new TreeMap<>();
    assignment
        .task()
        .with()
        .forEach((name, value) -> own.put("SIGNALBOX_WITH_" + variable(name), value));
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
