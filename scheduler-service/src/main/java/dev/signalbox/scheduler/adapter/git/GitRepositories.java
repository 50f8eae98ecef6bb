package dev.signalbox.scheduler.adapter.git;

import dev.signalbox.common.id.RepositoryId;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/** Local repositories: which one a path means, its branches, and new ones by compare-and-set. */
public final class GitRepositories {
  private static final String BRANCH_OF_HEAD = "ref: " + Constants.R_HEADS;

  /**
   * Looks a repository and its branches up.
   *
   * @param path of the repository, a working tree or a folder in one
   * @param target absent for the checked-out branch, else main
   * @param base absent for the target
   */
  public Resolved resolve(Path path, @Nullable String target, @Nullable String base)
      throws GitProblemException {
    try (Repository repository = open(path)) {
      String into = target == null ? defaultBranch(repository) : target;
      String from = base == null ? into : base;
      ObjectId start = commit(repository, from);
      if (start == null) {
        throw new GitProblemException(
            "E041-no-such-branch",
            base == null ? "/repository/target" : "/repository/base",
            "there is no branch " + from + " in " + path);
      }
      return new Resolved(
          id(repository),
          location(repository),
          into,
          start.name(),
          isCheckedOut(repository, into),
          Resolved.Place.HERE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Whether the branch is there and contains something that the commit does not. */
  public boolean isElsewhere(String location, String branch, String commit) {
    try (Repository repository = openKnown(location);
        RevWalk walk = new RevWalk(repository)) {
      ObjectId tip = commit(repository, branch);
      return tip != null
          && !walk.isMergedInto(
              walk.parseCommit(tip), walk.parseCommit(ObjectId.fromString(commit)));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Puts a branch at the commit where it is missing or behind it; false when it was moved. */
  public boolean startBranch(String location, String branch, String commit) {
    try (Repository repository = openKnown(location)) {
      RefUpdate update = repository.updateRef(Constants.R_HEADS + branch);
      ObjectId before = commit(repository, branch);
      update.setExpectedOldObjectId(before == null ? ObjectId.zeroId() : before);
      update.setNewObjectId(ObjectId.fromString(commit));
      update.setRefLogMessage("signalbox: start", false);
      return switch (update.update()) {
        case NEW, FAST_FORWARD, NO_CHANGE, FORCED -> true;
        default -> false;
      };
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Repository open(Path path) throws GitProblemException {
    // The search for a repository goes upwards, also from a folder that does not exist.
    if (!Files.isDirectory(path)) {
      throw notARepository(path);
    }
    try {
      FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
      File folder = path.toFile();
      if (isGitDirectory(path)) {
        builder.setGitDir(folder);
      } else {
        builder.findGitDir(folder);
      }
      if (builder.getGitDir() == null) {
        throw notARepository(path);
      }
      return builder.build();
    } catch (IOException failure) {
      throw notARepository(path);
    }
  }

  private static Repository openKnown(String location) {
    try {
      return open(Path.of(location));
    } catch (GitProblemException gone) {
      throw new IllegalStateException("repository is gone: " + location, gone);
    }
  }

  private static GitProblemException notARepository(Path path) {
    return new GitProblemException(
        "E040-not-a-repository", "/repository/path", path + " is not a git repository");
  }

  private static boolean isGitDirectory(Path path) {
    return Files.isRegularFile(path.resolve("HEAD")) && Files.isDirectory(path.resolve("objects"));
  }

  private static RepositoryId id(Repository repository) throws IOException {
    return new RepositoryId(repository.getCommonDirectory().toPath().toRealPath().toString());
  }

  private static String location(Repository repository) throws IOException {
    File folder = repository.isBare() ? repository.getDirectory() : repository.getWorkTree();
    return folder.toPath().toRealPath().toString();
  }

  private static String defaultBranch(Repository repository) throws IOException {
    String head = repository.getFullBranch();
    return head != null && head.startsWith(Constants.R_HEADS)
        ? head.substring(Constants.R_HEADS.length())
        : "main";
  }

  private static @Nullable ObjectId commit(Repository repository, String branch)
      throws IOException {
    Ref ref = repository.exactRef(Constants.R_HEADS + branch);
    return ref == null ? null : ref.getObjectId();
  }

  /** Whether the main working tree or a linked one is on the branch. */
  private static boolean isCheckedOut(Repository repository, String branch) throws IOException {
    Path common = repository.getCommonDirectory().toPath();
    boolean hasMainTree = !repository.getConfig().getBoolean("core", "bare", false);
    return (hasMainTree && isOn(common.resolve("HEAD"), branch))
        || linkedHeads(common).anyMatch(head -> isOn(head, branch));
  }

  private static Stream<Path> linkedHeads(Path common) throws IOException {
    Path worktrees = common.resolve("worktrees");
    if (!Files.isDirectory(worktrees)) {
      return Stream.empty();
    }
    try (Stream<Path> found = Files.list(worktrees)) {
      return found.map(tree -> tree.resolve("HEAD")).toList().stream();
    }
  }

  private static boolean isOn(Path head, String branch) {
    return firstLine(head).filter(line -> line.equals(BRANCH_OF_HEAD + branch)).isPresent();
  }

  private static Optional<String> firstLine(Path file) {
    try {
      return Files.readString(file).lines().findFirst();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
