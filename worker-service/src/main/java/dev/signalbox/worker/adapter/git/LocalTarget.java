package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.core.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A repository of this machine, which is changed where it is. */
public final class LocalTarget extends TargetRepository {

  private final ReentrantLock refs = new ReentrantLock();

  private final FailPoint<Step> failPoint;

  private LocalTarget(Repository repository, FailPoint<Step> failPoint) {
    super(repository);
    this.failPoint = failPoint;
  }

  /**
   * Opens the repository by its common git directory, or, when it is named otherwise, by a path
   * inside it.
   *
   * @throws GitFailedException when there is none
   */
  public static LocalTarget open(RepositoryId id, String location) {
    return open(id, location, FailPoint.none());
  }

  /** Opens it with a fail-point in its ref updates. */
  public static LocalTarget open(RepositoryId id, String location, FailPoint<Step> failPoint) {
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
      return new LocalTarget(builder.build(), failPoint);
    } catch (IOException failure) {
      throw new GitFailedException("cannot open the repository at " + location, failure);
    }
  }

  /** Nothing to do: each ref is read as it is now. */
  @Override
  public void refresh() {}

  @Override
  public Duration pauseBefore(int tries) {
    return Duration.ZERO;
  }

  @Override
  public Optional<Path> lockOf(String ref) {
    Path lock = gitDirectory().resolve(ref + ".lock");
    return Files.exists(lock) ? Optional.of(lock) : Optional.empty();
  }

  @Override
  public Optional<Path> checkedOutAt(String branch) {
    return Checkouts.of(repository(), branch);
  }

  @Override
  void keep(String ref, ObjectId id) {
    RefChange change = new RefChange(ref, ObjectId.zeroId(), id);
    if (!apply(List.of(change), "signalbox: keep") && resolve(ref).isEmpty()) {
      throw new GitFailedException("cannot create " + ref);
    }
  }

  @Override
  boolean apply(List<RefChange> changes, String message) {
    return RefTransaction.apply(this, changes, message);
  }

  FailPoint<Step> failPoint() {
    return failPoint;
  }

  /** Held around ref updates, so that threads of one worker do not wait for lock files. */
  ReentrantLock refs() {
    return refs;
  }
}
