package dev.signalbox.cli.core.demo;

import dev.signalbox.common.message.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A task of the demo: what the plan says of it and how it must end.
 *
 * @param pauseMillis how long it pretends to work
 * @param behaviour whether it succeeds, fails once, or always fails
 */
record DemoTask(
    String key,
    String title,
    List<String> needs,
    List<String> files,
    List<Effect> effects,
    int pauseMillis,
    Behaviour behaviour) {

  /** How the command of the task behaves, and so how the task must end. */
  enum Behaviour {
    SUCCEEDS(TaskState.COMPLETED, List.of()),
    FAILS_ONCE(
        TaskState.COMPLETED,
        List.of(
            "test \"$SIGNALBOX_ATTEMPT\" -gt 1 || { echo 'no answer, try again' >&2; exit 1; }")),
    FAILS(TaskState.FAILED, List.of("echo 'the build is broken' >&2", "exit 3")),
    NEVER_RUNS(TaskState.SKIPPED, List.of());

    private final TaskState end;
    private final List<String> before;

    Behaviour(TaskState end, List<String> before) {
      this.end = end;
      this.before = before;
    }
  }

  DemoTask {
    needs = List.copyOf(needs);
    files = List.copyOf(files);
    effects = List.copyOf(effects);
  }

  TaskState expectedEnd() {
    return behaviour.end;
  }

  /** The task as it stands in the plan file. */
  String yaml() {
    List<String> lines = new ArrayList<>();
    lines.add("  " + key + ":");
    lines.add("    title: " + title);
    if (!needs.isEmpty()) {
      lines.add("    needs: [" + String.join(", ", needs) + "]");
    }
    lines.add("    files: " + quoted(files));
    if (behaviour == Behaviour.FAILS_ONCE) {
      lines.add("    retry: { max: 1, backoff: 1s }");
    }
    lines.add("    run: |");
    script().forEach(line -> lines.add("      " + line));
    return String.join("\n", lines) + "\n";
  }

  private List<String> script() {
    List<String> script = new ArrayList<>();
    script.add("set -e");
    script.add("echo '" + key + " works'");
    script.addAll(behaviour.before);
    script.add("sleep " + pauseMillis / 1000 + "." + "%03d".formatted(pauseMillis % 1000));
    effects.forEach(effect -> script.addAll(effect.shell()));
    return script;
  }

  private static String quoted(List<String> paths) {
    return paths.stream()
        .map(path -> "\"" + path + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
