package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A merge that stands in a worktree.
 *
 * @param files the paths in conflict with their text, markers and all; empty for one that is gone
 *     or has no text
 * @param said git's own words
 */
public record ConflictedMerge(SortedMap<String, String> files, String said) {

  private static final long LARGEST_TEXT = 1024 * 1024;

  public ConflictedMerge {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Merges, and leaves nothing of git's own state of a merge behind. */
  static ConflictedMerge in(SlotRepository slot, String onto, String other) {
    slot.reset(onto, true);
    GitCommand.Answer merge =
        slot.ask(
            "-c",
            "merge.conflictStyle=diff3",
            "merge",
            "--no-commit",
            "--no-ff",
            "--no-verify",
            other);
    SortedMap<String, String> files = new TreeMap<>();
    for (String path : unmerged(slot)) {
      files.put(path, text(slot.worktree().resolve(path)));
    }
    if (merge.status() != 0 && files.isEmpty()) {
      throw new GitFailedException("cannot merge " + other + ": " + merge.text());
    }
    must(slot.ask("add", "--all"));
    slot.ask("merge", "--quit");
    return new ConflictedMerge(files, merge.text());
  }

  private static List<String> unmerged(SlotRepository slot) {
    String listed = must(slot.ask("diff", "--name-only", "--diff-filter=U", "-z"));
    return Stream.of(listed.split("\0")).filter(path -> !path.isEmpty()).toList();
  }

  private static String must(GitCommand.Answer answer) {
    if (answer.status() != 0) {
      throw new GitFailedException("git ended with " + answer.status() + ": " + answer.text());
    }
    return answer.text();
  }

  private static String text(Path file) {
    try {
      boolean readable = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
      return readable && Files.size(file) <= LARGEST_TEXT ? Files.readString(file) : "";
    } catch (IOException noText) {
      return "";
    }
  }
}
