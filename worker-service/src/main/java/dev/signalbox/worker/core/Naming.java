package dev.signalbox.worker.core;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.TaskSpec;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;

/** The names a worker gives in a repository: branches, preserve refs and commit messages. */
public final class Naming {

  private static final int LONGEST_SLUG = 40;
  private static final int SHORT_SHA = 12;

  private Naming() {}

  /** {@code <type>/<issue or 0>-<task>-<slug of the title>}. */
  public static String branch(TaskSpec task) {
    int issue = Objects.requireNonNullElse(task.issue(), 0);
    String slug = slug(task.title());
    String name = type(task) + "/" + issue + "-" + task.key();
    return slug.isEmpty() || slug.equals(task.key().value()) ? name : name + "-" + slug;
  }

  /** Lower case ASCII letters and digits with single dashes, at most 40 characters. */
  public static String slug(String title) {
    String ascii = Normalizer.normalize(title, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    String dashed = ascii.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = dashed.length() > LONGEST_SLUG ? dashed.substring(0, LONGEST_SLUG) : dashed;
    return cut.replaceAll("^-|-$", "");
  }

  /** The create-only ref that keeps a commit of an attempt that was not merged. */
  public static String preserveRef(AttemptRef attempt, String commit) {
    return preservePrefix(attempt.task()) + attempt.number() + "-" + commit.substring(0, SHORT_SHA);
  }

  /** What the names of a task's preserve refs begin with. */
  public static String preservePrefix(TaskId task) {
    return "refs/signalbox/preserve/" + task.plan() + "/" + task.key() + "/";
  }

  /** The message of the commit that a worker makes of a task's changes. */
  public static String commitMessage(Assignment assignment) {
    AttemptRef attempt = assignment.attempt();
    return type(assignment.task())
        + ": "
        + assignment.task().title().strip().replaceAll("\\s+", " ")
        + "\n\nSignalbox-Plan: "
        + assignment.planName()
        + "\nSignalbox-Plan-Id: "
        + attempt.task().plan()
        + "\nSignalbox-Task: "
        + attempt.task().key()
        + "\nSignalbox-Attempt: "
        + attempt.number()
        + "\nSignalbox-Token: "
        + attempt.token()
        + "\n";
  }

  private static String type(TaskSpec task) {
    return task.type().name().toLowerCase(Locale.ROOT);
  }
}
