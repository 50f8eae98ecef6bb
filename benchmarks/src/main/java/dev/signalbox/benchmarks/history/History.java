package dev.signalbox.benchmarks.history;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a history that is replayed, oldest commit first: the way along first parents, so that
 * a merge is one commit with all that it brought.
 *
 * @param start what the first commit was made on: a commit, or the empty tree
 * @param end the last commit
 */
record History(Git source, String start, String end, List<PastCommit> commits) {
  History {
    commits = List.copyOf(commits);
  }

  /** Reads the last commits up to the given one; fewer when the history has fewer. */
  static History read(Git source, int count, String upTo) throws IOException {
    String end = source.text("rev-parse", "--verify", upTo + "^{commit}");
    List<String> ids =
        source.lines("rev-list", "--first-parent", "--reverse", "-n", "" + count, end);
    String start = before(source, ids.getFirst());
    List<PastCommit> commits = new ArrayList<>();
    String parent = start;
    for (String id : ids) {
      commits.add(commit(source, commits.size() + 1, parent, id));
      parent = id;
    }
    return new History(source, start, end, commits);
  }

  /** Whether it starts with the first commit of all. */
  boolean isWhole() throws IOException {
    return start.equals(emptyTree(source));
  }

  private static PastCommit commit(Git source, int number, String parent, String id)
      throws IOException {
    return new PastCommit(
        number,
        id,
        source.bytes("cat-file", "commit", id),
        diff(source, parent, id),
        source.text("log", "-1", "--encoding=UTF-8", "--format=%s", id),
        linesDeleted(source, parent, id));
  }

  /** The raw difference, which names modes and ids before and after; moves are not looked for. */
  static String diff(Git git, String before, String after) throws IOException {
    return git.bytes("diff-tree", "-r", "-z", "--no-renames", before, after);
  }

  private static int linesDeleted(Git source, String before, String after) throws IOException {
    return source.lines("diff-tree", "-r", "--no-renames", "--numstat", before, after).stream()
        .map(line -> line.split("\t")[1])
        .filter(deleted -> !deleted.equals("-"))
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  private static String before(Git source, String id) throws IOException {
    String[] words = source.text("rev-list", "-n", "1", "--parents", id).split(" ");
    return words.length > 1 ? words[1] : emptyTree(source);
  }

  private static String emptyTree(Git source) throws IOException {
    return source.text("hash-object", "-t", "tree", "--stdin");
  }
}
