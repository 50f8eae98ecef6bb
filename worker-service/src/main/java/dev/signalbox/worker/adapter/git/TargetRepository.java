package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.worker.core.PathMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The user's repository, where results are merged. It is read through a repository on this machine:
 * the user's own, or a mirror of one that is elsewhere; its working trees are never touched.
 */
public abstract sealed class TargetRepository implements AutoCloseable
    permits LocalTarget, RemoteTarget {

  private final Repository repository;

  TargetRepository(Repository repository) {
    this.repository = repository;
  }

  /** Learns what others did to the branches and claims; afterwards they are read as they are. */
  public abstract void refresh();

  /** How long to wait before a merge is tried again, the branch having moved so many times. */
  public abstract Duration pauseBefore(int tries);

  /** Where somebody has the branch checked out, if so; such a branch must not be moved. */
  public abstract Optional<Path> checkedOutAt(String branch);

  /** The lock file of another process that keeps the ref from being changed now, if one does. */
  public Optional<Path> lockOf(String ref) {
    return Optional.empty();
  }

  /**
   * Changes all refs or none.
   *
   * @return whether all were changed; false when one did not have its expected value, or was locked
   */
  abstract boolean apply(List<RefChange> changes, String message);

  /** Makes the commit, whose objects are here, reachable by a new ref of that name. */
  abstract void keep(String ref, ObjectId id);

  /** The tip of a branch. */
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

  /** When a commit was made, in seconds. */
  int timeOf(ObjectId commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(commit).getCommitTime();
    } catch (IOException failure) {
      throw new GitFailedException("cannot read " + commit.name(), failure);
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

  /** The common git directory, from which slots borrow objects. */
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

  @Override
  public void close() {
    repository.close();
  }
}
