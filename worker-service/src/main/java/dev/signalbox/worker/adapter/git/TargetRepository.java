package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.core.PathMatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The user's repository, where results are merged; its working trees are never touched. */
public final class TargetRepository implements AutoCloseable {

  private final Repository repository;
  private final ReentrantLock refs = new ReentrantLock();

  private TargetRepository(Repository repository) {
    this.repository = repository;
  }

  /**
   * Opens the repository by its common git directory, or, when it is named otherwise, by a path
   * inside it.
   *
   * @throws GitFailedException when there is none
   */
  public static TargetRepository open(RepositoryId id, String location) {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
    if (id.value().startsWith("/")) {
      builder.setGitDir(Path.of(id.value()).toFile());
    } else {
      builder.findGitDir(Path.of(location).toFile());
    }
    if (builder.getGitDir() == null || !builder.getGitDir().isDirectory()) {
      throw new GitFailedException("there is no git repository at " + location);
    }
    try {
      return new TargetRepository(builder.build());
    } catch (IOException failure) {
      throw new GitFailedException("cannot open the repository at " + location, failure);
    }
  }

  /** The tip of a local branch. */
  public Optional<String> tip(String branch) {
    return resolve(Constants.R_HEADS + branch).map(ObjectId::name);
  }

  /** Whether the commit is the branch's tip or an ancestor of it. */
  public boolean contains(String branch, String commit) {
    Optional<ObjectId> tip = resolve(Constants.R_HEADS + branch);
    if (tip.isEmpty()) {
      return false;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      if (!repository.getObjectDatabase().has(ObjectId.fromString(commit))) {
        return false;
      }
      RevCommit wanted = walk.parseCommit(ObjectId.fromString(commit));
      return walk.isMergedInto(wanted, walk.parseCommit(tip.get()));
    } catch (IOException failure) {
      throw new GitFailedException("cannot look for " + commit + " in " + branch, failure);
    }
  }

  /** The id of a commit's tree. */
  public String treeOf(String commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(ObjectId.fromString(commit)).getTree().name();
    } catch (IOException failure) {
      throw new GitFailedException("cannot read " + commit, failure);
    }
  }

  /** The ids of a commit's files that the patterns name, by path. */
  public SortedMap<String, String> blobs(String commit, Collection<PathPattern> patterns) {
    SortedMap<String, String> blobs = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.addTree(ObjectId.fromString(treeOf(commit)));
      walk.setRecursive(true);
      while (walk.next()) {
        if (PathMatch.anyNames(patterns, walk.getPathString())) {
          blobs.put(walk.getPathString(), walk.getObjectId(0).name());
        }
      }
      return blobs;
    } catch (IOException failure) {
      throw new GitFailedException("cannot list the files of " + commit, failure);
    }
  }

  /** Where somebody has the branch checked out, if so; such a branch must not be moved. */
  public Optional<Path> checkedOutAt(String branch) {
    Path common = gitDirectory();
    String wanted = "ref: " + Constants.R_HEADS + branch;
    if (!repository.isBare() && says(common.resolve(Constants.HEAD), wanted)) {
      return Optional.of(repository.getWorkTree().toPath());
    }
    Path worktrees = common.resolve("worktrees");
    if (!Files.isDirectory(worktrees)) {
      return Optional.empty();
    }
    try (var folders = Files.list(worktrees)) {
      return folders.filter(at -> says(at.resolve(Constants.HEAD), wanted)).findFirst();
    } catch (IOException failure) {
      throw new GitFailedException("cannot list the worktrees", failure);
    }
  }

  /** The common git directory. */
  public Path gitDirectory() {
    return repository.getCommonDirectory().toPath();
  }

  Optional<ObjectId> resolve(String ref) {
    try {
      return Optional.ofNullable(repository.exactRef(ref)).map(Ref::getObjectId);
    } catch (IOException failure) {
      throw new GitFailedException("cannot read " + ref, failure);
    }
  }

  List<Ref> refsBelow(String prefix) {
    try {
      return repository.getRefDatabase().getRefsByPrefix(prefix);
    } catch (IOException failure) {
      throw new GitFailedException("cannot list " + prefix, failure);
    }
  }

  Repository repository() {
    return repository;
  }

  /** Held around ref updates, so that threads of one worker do not wait for lock files. */
  ReentrantLock refs() {
    return refs;
  }

  @Override
  public void close() {
    repository.close();
  }

  private static boolean says(Path head, String wanted) {
    try {
      return Files.readString(head).strip().equals(wanted);
    } catch (IOException noSuchHead) {
      return false;
    }
  }
}
