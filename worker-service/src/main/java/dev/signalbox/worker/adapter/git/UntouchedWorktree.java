package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Proves, without another process, that a small worktree has what its HEAD has and nothing else,
 * ignored files included. It compares what git compares: the index with HEAD, and each file's time,
 * size and mode with the index; bytes only where the times cannot tell (see "racy git" in git's
 * technical documentation). What it cannot prove is for git to say.
 */
final class UntouchedWorktree {

  private static final int NOT_ALL = -1;

  private final DirCache index;
  private final Instant written;

  private UntouchedWorktree(DirCache index, Instant written) {
    this.index = index;
    this.written = written;
  }

  /** Whether it is proven. */
  static boolean isProven(Repository repository, Path worktree) {
    try {
      if (!IndexSize.isSmall(repository)) {
        return false;
      }
      Path file = repository.getIndexFile().toPath();
      Instant written = Files.getLastModifiedTime(file).toInstant();
      var look = new UntouchedWorktree(DirCache.read(repository), written);
      return look.hasTreeOf(repository)
          && look.storedBelow(worktree, "") == look.index.getEntryCount();
    } catch (IOException unreadable) {
      return false;
    }
  }

  private boolean hasTreeOf(Repository repository) throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null || index.hasUnmergedPaths()) {
      return false;
    }
    try (RevWalk commits = new RevWalk(repository);
        TreeWalk differences = new TreeWalk(repository)) {
      differences.addTree(commits.parseCommit(head).getTree());
      differences.addTree(new DirCacheIterator(index));
      differences.setRecursive(true);
      differences.setFilter(TreeFilter.ANY_DIFF);
      return !differences.next();
    }
  }

  /** How many files there are when each is as stored, and each directory below has one. */
  private int storedBelow(Path directory, String prefix) throws IOException {
    int files = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
      for (Path each : all) {
        String path = prefix + each.getFileName();
        PosixFileAttributes attributes =
            Files.readAttributes(each, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (attributes.isDirectory()) {
          int below = storedBelow(each, path + "/");
          if (below <= 0) {
            return NOT_ALL;
          }
          files += below;
        } else if (isAsStored(each, path, attributes)) {
          files++;
        } else if (!path.equals(Constants.DOT_GIT)) {
          return NOT_ALL;
        }
      }
    }
    return files;
  }

  private boolean isAsStored(Path file, String path, PosixFileAttributes attributes)
      throws IOException {
    DirCacheEntry entry = index.getEntry(path);
    return entry != null
        && isPlain(entry)
        && attributes.isRegularFile()
        && attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE)
            == FileMode.EXECUTABLE_FILE.equals(entry.getRawMode())
        && hasItsContent(file, entry, attributes);
  }

  private static boolean isPlain(DirCacheEntry entry) {
    return FileMode.REGULAR_FILE.equals(entry.getRawMode() & ~0111)
        && !entry.isAssumeValid()
        && !entry.isSkipWorkTree()
        && !entry.isIntentToAdd();
  }

  private boolean hasItsContent(Path file, DirCacheEntry entry, BasicFileAttributes attributes)
      throws IOException {
    boolean timesTell = !entry.isSmudged() && !entry.mightBeRacilyClean(written);
    if (timesTell) {
      return attributes.lastModifiedTime().toInstant().equals(entry.getLastModifiedInstant())
          && (int) attributes.size() == entry.getLength();
    }
    try (InputStream content = Files.newInputStream(file);
        ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
      return ids.idFor(Constants.OBJ_BLOB, attributes.size(), content).equals(entry.getObjectId());
    }
  }
}
