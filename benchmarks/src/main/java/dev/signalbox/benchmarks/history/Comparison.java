package dev.signalbox.benchmarks.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Compares what a replay made with the history, and names every difference. */
final class Comparison {

  private static final String PERSON_AND_TEXT = "%an%n%ae%n%ad%n%B";

  private final History history;
  private final Scratch scratch;
  private final Outcome outcome;
  private final List<String> differences = new ArrayList<>();

  private Comparison(History history, Scratch scratch, Outcome outcome) {
    this.history = history;
    this.scratch = scratch;
    this.outcome = outcome;
  }

  /** What is not as in the history; empty when the replay gave the same. */
  static List<String> differences(History history, Scratch scratch, Outcome outcome)
      throws IOException {
    Comparison comparison = new Comparison(history, scratch, outcome);
    for (PastCommit commit : history.commits()) {
      comparison.task(commit);
    }
    comparison.branch();
    return List.copyOf(comparison.differences);
  }

  private void task(PastCommit commit) throws IOException {
    Outcome.Task task = outcome.tasks().get(commit.key());
    if (task == null || !task.state().equals("COMPLETED")) {
      differences.add(commit.key() + " ended as " + task);
    } else if (commit.changes().isEmpty()) {
      withoutChange(commit);
    } else if (task.commit() == null) {
      differences.add(commit.key() + " completed without a merge");
    } else {
      merged(commit, task.commit());
    }
  }

  private void merged(PastCommit commit, String made) throws IOException {
    if (!History.diff(scratch.git(), made + "^", made).equals(commit.diff())) {
      differences.add(commit.key() + " was merged as another change: " + made);
    }
    sayings(commit, made);
  }

  /** A commit that changes nothing has nothing to merge, and is kept beside the branch. */
  private void withoutChange(PastCommit commit) throws IOException {
    List<String> kept =
        scratch
            .git()
            .lines(
                "for-each-ref",
                "--format=%(refname)",
                "refs/signalbox/preserve/*/" + commit.key() + "/*");
    if (kept.size() == 1) {
      sayings(commit, kept.getFirst());
    } else {
      differences.add(commit.key() + " changes nothing and is kept " + kept.size() + " times");
    }
  }

  private void sayings(PastCommit commit, String made) throws IOException {
    String then = sayings(history.source(), commit.id());
    String now = sayings(scratch.git(), made);
    if (!then.equals(now)) {
      differences.add(commit.key() + " has another author, date or message: " + made);
    }
  }

  private static String sayings(Git git, String id) throws IOException {
    return git.bytes(
        "log", "-1", "--encoding=UTF-8", "--date=raw", "--format=" + PERSON_AND_TEXT, id);
  }

  private void branch() throws IOException {
    Git git = scratch.git();
    String range = scratch.start() + ".." + ReplayPlan.BRANCH;
    var merged = new TreeSet<String>();
    outcome
        .tasks()
        .values()
        .forEach(task -> {
          if (task.commit() != null && !merged.add(task.commit())) {
            differences.add("merged for two tasks: " + task.commit());
          }
        });
    if (!merged.equals(new TreeSet<>(git.lines("rev-list", range)))) {
      differences.add("the branch does not have one commit for each task that was merged");
    }
    if (!git.text("rev-list", "--min-parents=2", "--count", range).equals("0")) {
      differences.add("the branch is no line");
    }
    tree();
    git.text("fsck", "--connectivity-only", "--no-dangling", "--no-progress");
  }

  private void tree() throws IOException {
    String then = history.source().text("rev-parse", history.end() + "^{tree}");
    String now = scratch.git().text("rev-parse", ReplayPlan.BRANCH + "^{tree}");
    if (!then.equals(now)) {
      differences.add("the tree is " + now + ", in the history " + then);
    }
  }
}
