package dev.signalbox.cli.adapter.git;

import java.nio.file.Path;
import java.util.Optional;

/** A working tree of a user, and the careful move of its branch after a plan. */
public final class Checkout {
  private final GitCommand git;

  public Checkout(Path directory) {
    this.git = new GitCommand(directory);
  }

  /** What became of the checkout; each tells a different thing to the user. */
  public sealed interface Moved {
    /** The branch is now at the merged commit. */
    record FastForwarded(String branch, String commit) implements Moved {}

    /** Nothing was merged, or the branch has it already. */
    record NothingToMove() implements Moved {}

    /** The user must decide: there is uncommitted work, or the branch went its own way. */
    record LeftAlone(String why, String command) implements Moved {}
  }

  public boolean isRepository() {
    return git.ask("rev-parse", "--git-common-dir").ok();
  }

  public boolean hasBranch(String branch) {
    return git.ask("rev-parse", "--verify", "--quiet", branch + "^{commit}").ok();
  }

  /** The checked-out branch; absent when HEAD is detached. */
  public Optional<String> branch() {
    GitCommand.Answer answer = git.ask("symbolic-ref", "--quiet", "--short", "HEAD");
    return answer.ok() ? Optional.of(answer.line()) : Optional.empty();
  }

  /** Fast-forwards the checkout of the target to the branch that has the merges. */
  public Moved fastForward(String target, String mergeBranch) {
    if (!hasBranch(mergeBranch)
        || git.ask("merge-base", "--is-ancestor", mergeBranch, target).ok()) {
      return new Moved.NothingToMove();
    }
    String command = "git -C " + quoted(git.directory()) + " merge --ff-only " + mergeBranch;
    if (!branch().equals(Optional.of(target))) {
      return new Moved.LeftAlone(
          target + " is not checked out here",
          "git -C " + quoted(git.directory()) + " fetch . " + mergeBranch + ":" + target);
    }
    if (!git.ask("status", "--porcelain", "--untracked-files=no").line().isEmpty()) {
      return new Moved.LeftAlone("there are uncommitted changes", command);
    }
    GitCommand.Answer merge = git.ask("merge", "--ff-only", "--quiet", mergeBranch);
    return merge.ok()
        ? new Moved.FastForwarded(target, git.must("rev-parse", "HEAD"))
        : new Moved.LeftAlone(merge.line(), command);
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.matches("[A-Za-z0-9_./-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
