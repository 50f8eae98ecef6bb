package dev.signalbox.scheduler.adapter.git;

import dev.signalbox.common.repository.RemoteTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Looks up in a repository of another host what a worker left there. The server is asked whether
 * there is a claim; only then the claim, and only for a claim with a commit the branch, are copied
 * to a folder that is removed again. A plan of many tasks asks for them one after the other.
 */
final class RemoteClaims {
  private static final int AT_ONCE = 2;

  private final RemoteGit git;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * @param limit how long one question may take
   */
  RemoteClaims(Duration limit) {
    this.git = new RemoteGit(limit);
  }

  /** What is done with the copy. */
  interface Look<T> {
    Optional<T> at(Copy copy) throws IOException;
  }

  /** Does something with a copy of nothing, into which more is fetched. */
  <T> Optional<T> look(String location, Look<T> look) throws IOException {
    try {
      places.acquire();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    try {
      return inFolder(location, look);
    } catch (UncheckedIOException failure) {
      throw new IOException(failure);
    } finally {
      places.release();
    }
  }

  private <T> Optional<T> inFolder(String location, Look<T> look) throws IOException {
    Path folder = RemoteRepositories.temporary();
    try {
      Copy copy = new Copy(folder, location);
      copy.must(List.of("init", "--quiet", "--bare", "."));
      return look.at(copy);
    } finally {
      RemoteRepositories.delete(folder);
    }
  }

  /** A part of that repository, here. */
  final class Copy {
    private final Path folder;
    private final String location;

    private Copy(Path folder, String location) {
      this.folder = folder;
      this.location = location;
    }

    /** The text that a ref names; empty when there is no such ref. */
    Optional<String> text(String ref) throws IOException {
      if (!has(ref)) {
        return Optional.empty();
      }
      must(List.of("fetch", "--quiet", "--end-of-options", location, "+" + ref + ":" + ref));
      return Optional.of(must(List.of("cat-file", "blob", ref)));
    }

    /** Whether a branch has the commit; of the branch, the commits are enough. */
    boolean contains(String branch, String commit) throws IOException {
      String ref = Constants.R_HEADS + branch;
      if (!ObjectId.isId(commit) || !has(ref)) {
        return false;
      }
      must(
          List.of(
              "fetch",
              "--quiet",
              "--no-tags",
              "--filter=tree:0",
              "--end-of-options",
              location,
              "+" + ref + ":" + ref));
      return git.run(folder, List.of("merge-base", "--is-ancestor", commit, ref)).isGood();
    }

    /** Said line by line, perhaps among warnings. */
    private boolean has(String ref) throws IOException {
      return must(List.of("ls-remote", "--end-of-options", location, ref))
          .lines()
          .anyMatch(line -> line.endsWith("\t" + ref));
    }

    private String must(List<String> arguments) throws IOException {
      RemoteGit.Ended ended = git.run(folder, arguments);
      if (ended.isGood()) {
        return ended.output();
      }
      String said = ended.output();
      throw new IOException(RemoteTrouble.of(said).about(location, said));
    }
  }
}
