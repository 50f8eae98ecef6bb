package dev.signalbox.benchmarks.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A bare repository to replay in: it has what was there before the first commit, and no object of
 * what comes after.
 *
 * @param start the commit that the replay starts from
 */
record Scratch(Git git, String start) {

  private static final String HEAD = "refs/heads/" + ReplayPlan.BRANCH;

  /** Makes one in a folder that is not there yet. */
  static Scratch create(Path folder, History history) throws IOException {
    Git git = new Git(Files.createDirectories(folder));
    git.text("init", "-q", "--bare", "-b", "main");
    // What a history has left behind, it has left behind: it is to be replayed, not judged.
    Path attributes = folder.resolve("info/attributes");
    Files.createDirectories(attributes.getParent());
    Files.writeString(attributes, "* -conflict-marker-size\n");
    if (history.isWhole()) {
      String tree = git.text("hash-object", "-w", "-t", "tree", "--stdin");
      git.text("update-ref", HEAD, emptyCommit(git, tree));
    } else {
      String source = history.source().repository().toAbsolutePath().toString();
      git.text("fetch", "-q", "--no-tags", source, history.start() + ":" + HEAD);
    }
    return new Scratch(git, git.text("rev-parse", HEAD));
  }

  Path path() {
    return git.repository();
  }

  private static String emptyCommit(Git git, String tree) throws IOException {
    return git.text(
        "-c",
        "user.name=Replay",
        "-c",
        "user.email=replay@signalbox.invalid",
        "commit-tree",
        "-m",
        "Before the history",
        tree);
  }
}
