package dev.signalbox.worker.core;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.TaskSpec;
import java.util.List;
import java.util.SortedMap;

/**
 * The file that a command is given with a conflict of its own change: what, with whom, and what
 * next.
 */
public final class RepairDocument {

  private static final int MOST_LINES = 200;
  private static final String BEGIN = "<<<<<<<";
  private static final String END = ">>>>>>>";

  private RepairDocument() {}

  /**
   * What met.
   *
   * @param files the paths in conflict, each with its text in the worktree; empty for one that is
   *     gone or has no text
   * @param said the words of git about it
   * @param tip the commit that is checked out, with all that landed
   * @param head the attempt's own last commit
   * @param output the end of what the attempt printed
   */
  public record Conflict(
      SortedMap<String, String> files,
      String said,
      String tip,
      String head,
      List<LandedCommit> landed,
      String output) {
    public Conflict {
      landed = List.copyOf(landed);
    }
  }

  /** The text of the file, in Markdown. */
  public static String of(Assignment assignment, Conflict conflict) {
    TaskSpec task = assignment.task();
    StringBuilder text = new StringBuilder();
    text.append("# Resolve a merge conflict: ").append(task.title()).append("\n\n");
    text.append("Your work on this task is done, and others changed the same places meanwhile.\n");
    text.append("The worktree has the merge of both, with conflict markers where they met.\n\n");
    expected(text, assignment, conflict);
    conflicts(text, conflict);
    section(text, "What landed meanwhile", landed(conflict));
    section(text, "The end of your output", block(conflict.output()));
    String prompt = task.prompt();
    section(text, "The task", prompt == null ? block("" + task.run()) : prompt.strip());
    return text.toString();
  }

  private static void expected(StringBuilder text, Assignment assignment, Conflict conflict) {
    text.append("## What is expected\n\n");
    text.append("1. Edit the paths below so that both intentions hold; no marker may be left.\n");
    text.append("2. Keep what landed (commit ").append(conflict.tip()).append("); your own change");
    text.append(" is commit ").append(conflict.head()).append(".\n");
    text.append("3. Leave the result in the worktree, or commit it; do not push or rebase.\n");
    String verify = assignment.merge().verify();
    if (verify != null) {
      text.append("4. This command must succeed on the result: ").append(verify).append('\n');
    }
    text.append(
        "\nThis is the only try; exit with a status other than 0 to leave it to a person.\n");
  }

  private static void conflicts(StringBuilder text, Conflict conflict) {
    section(text, "What git says", block(conflict.said()));
    text.append("\n## Paths in conflict\n");
    text.append("\nFrom `<<<<<<<` to `|||||||` stands what landed, then what was there before,\n");
    text.append("and from `=======` to `>>>>>>>` what you made of it.\n");
    conflict
        .files()
        .forEach((path, content) -> {
          text.append("\n### ").append(path).append("\n\n").append(block(hunks(content)));
        });
  }

  private static String landed(Conflict conflict) {
    StringBuilder text = new StringBuilder();
    conflict.landed().forEach(commit -> text.append("- ").append(commit.line()).append('\n'));
    return text.toString();
  }

  private static void section(StringBuilder text, String heading, String content) {
    if (!content.isBlank()) {
      text.append("\n## ")
          .append(heading)
          .append("\n\n")
          .append(content.stripTrailing())
          .append('\n');
    }
  }

  /** The lines between markers, with the markers. */
  static String hunks(String content) {
    StringBuilder hunks = new StringBuilder();
    boolean inside = false;
    int lines = 0;
    for (String line : content.lines().toList()) {
      inside = inside || line.startsWith(BEGIN);
      if (inside && lines < MOST_LINES) {
        hunks.append(line).append('\n');
        lines++;
      }
      inside = inside && !line.startsWith(END);
    }
    return hunks.toString();
  }

  private static String block(String content) {
    return content.isBlank() ? "" : "```\n" + content.stripTrailing() + "\n```\n";
  }
}
