package dev.signalbox.scheduler.core.outgoing;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.plan.TaskSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts the tasks of a plan into portions that a record or a row can hold. */
public final class Portions {
  private static final int MOST_CHARACTERS = 512 * 1024;
  private static final int FIXED = 300;

  private Portions() {}

  /**
   * All the tasks in their order; at least one portion, none of them empty unless there is no task.
   *
   * @param most tasks in one portion; fewer where the tasks have much text
   */
  public static List<List<TaskSpec>> of(List<TaskSpec> tasks, int most) {
    List<List<TaskSpec>> portions = new ArrayList<>();
    int from = 0;
    int characters = 0;
    for (int at = 0; at < tasks.size(); at++) {
      int own = characters(tasks.get(at));
      boolean full = at - from == most || characters + own > MOST_CHARACTERS;
      if (full && at > from) {
        portions.add(tasks.subList(from, at));
        from = at;
        characters = 0;
      }
      characters += own;
    }
    portions.add(tasks.subList(from, tasks.size()));
    return portions;
  }

  private static int characters(TaskSpec task) {
    int sum = FIXED + length(task.run()) + length(task.prompt()) + task.title().length();
    sum += texts(task.with()) + texts(task.env()) + texts(task.labels());
    sum += patterns(task.files()) + patterns(task.reads());
    return sum + task.needs().stream().mapToInt(need -> need.value().length()).sum();
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static int texts(Map<String, String> texts) {
    return texts.entrySet().stream()
        .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
        .sum();
  }

  private static int patterns(Collection<PathPattern> patterns) {
    return patterns.stream().mapToInt(pattern -> pattern.text().length()).sum();
  }
}
