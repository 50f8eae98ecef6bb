package dev.signalbox.worker.adapter.git;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs a repository's refs now and then, as {@code git gc} does: closed claims stay for as long as
 * their plan, and looking at thousands of files for each new claim would cost more than the claim.
 * The git command line does it, which ends its work also when this process is killed.
 */
public final class RefPacking {
  /** How many closed claims may be files of their own. */
  private static final int LOOSE = 200;

  private static final Logger LOG = LoggerFactory.getLogger(RefPacking.class);

  private final GitCommand git;
  private final Set<Path> busy = ConcurrentHashMap.newKeySet();

  public RefPacking(GitCommand git) {
    this.git = git;
  }

  /** Packs in the background when it is worth it and is not being done. */
  void consider(TargetRepository target, long looseClosed) {
    Path directory = target.gitDirectory();
    if (looseClosed > LOOSE && busy.add(directory)) {
      Thread.ofVirtual().name("pack-refs").start(() -> pack(directory));
    }
  }

  private void pack(Path directory) {
    try {
      git.run(directory, directory, "pack-refs", "--all");
    } catch (GitFailedException failure) {
      LOG.info("refs stay unpacked for now: {}", failure.getMessage());
    } finally {
      busy.remove(directory);
    }
  }
}
