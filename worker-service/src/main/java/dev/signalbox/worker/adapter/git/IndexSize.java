package dev.signalbox.worker.adapter.git;

import java.io.File;
import org.eclipse.jgit.lib.Repository;

/**
 * Whether a worktree is so small that it is faster looked at and written by this process than by
 * another: up to some 2,000 files. Of more, git looks at several at a time.
 */
final class IndexSize {

  private static final long MOST_BYTES = 256 << 10;

  private IndexSize() {}

  static boolean isSmall(Repository repository) {
    File index = repository.getIndexFile();
    return index.exists() && index.length() <= MOST_BYTES;
  }
}
