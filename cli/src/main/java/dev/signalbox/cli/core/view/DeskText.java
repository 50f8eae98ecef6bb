package dev.signalbox.cli.core.view;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What somebody who has a task needs to know: where, until when, and what to say next. */
public final class DeskText {
  private DeskText() {}

  /** Who has a task. */
  public record Person(String name, @Nullable String email) {}

  /**
   * A person works on a task, as the scheduler has it.
   *
   * @param worktree absent until there is one
   */
  public record Desk(
      Person person,
      Instant since,
      Instant until,
      boolean handedIn,
      @Nullable String worktree,
      @Nullable String branch,
      String note) {}

  /**
   * What of the plan concerns who has a task.
   *
   * @param setup commands that make a worktree ready; a person runs them where they work, as the
   *     plan's author cannot know what is there already
   */
  public record Given(String task, List<String> files, List<String> setup) {}

  /** The block that a claim ends with. */
  public static List<String> claimed(Given given, Desk desk, Instant now, ZoneId zone) {
    String task = given.task();
    List<String> files = given.files();
    List<String> lines = new ArrayList<>();
    lines.add(task + " is with " + desk.person().name());
    add(lines, "worktree", desk.worktree());
    add(lines, "branch", desk.branch());
    add(lines, "note", desk.note().strip().replace("\n", "\n" + " ".repeat(12)));
    add(lines, "files", files.isEmpty() ? "any" : String.join(", ", files));
    add(
        lines,
        "until",
        Moments.of(desk.until(), now, zone) + "; claim and progress move it further");
    lines.add("next:");
    if (desk.worktree() != null) {
      lines.add("  cd " + quoted(desk.worktree()));
      given.setup().stream()
          .flatMap(step -> step.strip().lines())
          .forEach(line -> lines.add("  " + line));
    }
    lines.add("  signalbox task progress " + task + " 1/3 --note TEXT");
    lines.add("  signalbox task complete " + task + "    # commits the rest, verifies, merges");
    lines.add("  signalbox task release " + task + "     # gives it back; what is done is kept");
    lines.add("  signalbox task fail " + task + " --reason TEXT");
    return lines;
  }

  private static void add(List<String> lines, String head, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      lines.add("  %-10s%s".formatted(head, text));
    }
  }

  /** Who has which tasks. */
  public static List<String> people(List<Worker> people, Instant now, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    for (Worker worker : people) {
      lines.add(worker.name() + (worker.email() == null ? "" : " <" + worker.email() + ">"));
      TextTable.lines(worker.tasks().stream().map(held -> row(held, now, zone)).toList())
          .forEach(line -> lines.add("  " + line));
    }
    return lines.isEmpty() ? List.of("nobody has a task") : lines;
  }

  private static List<String> row(Held held, Instant now, ZoneId zone) {
    String steps =
        held.step() == null || held.total() == null ? "" : " " + held.step() + "/" + held.total();
    return List.of(
        held.plan() + "/" + held.task(),
        held.state() + steps,
        "ends " + Moments.of(held.until(), now, zone),
        held.worktree() == null ? "" : held.worktree());
  }

  /** Somebody who does tasks. */
  public record Worker(String name, @Nullable String email, List<Held> tasks) {}

  /** A task that somebody does. */
  public record Held(
      String plan,
      String task,
      String state,
      Instant until,
      @Nullable String worktree,
      @Nullable Integer step,
      @Nullable Integer total) {}

  private static String quoted(String path) {
    return path.matches("[A-Za-z0-9_./+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
