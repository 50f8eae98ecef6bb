package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
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
 * Files that are byte for byte what HEAD has, but that {@code git add} stores otherwise: a
 * repository's attributes may ask for line ends that its older files do not have. Nobody changed
 * them, so they are no part of a task's change, unless the task has staged them itself.
 */
final class UntouchedFiles {

  private static final int HEAD = 0;
  private static final int STAGED = 1;
  private static final int ADDED = 2;

  private final Repository repository;
  private final Path worktree;

  UntouchedFiles(Repository repository, Path worktree) {
    this.repository = repository;
    this.worktree = worktree;
  }

  /**
   * Takes them back out of the index.
   *
   * @param head the tree of HEAD
   * @param staged the index before everything was added to it
   * @return the index as it is then
   */
  DirCache takenBack(ObjectId head, DirCache staged) throws IOException {
    DirCache added = DirCache.read(repository);
    Map<String, ObjectId> untouched = find(head, staged, added);
    if (untouched.isEmpty()) {
      return added;
    }
    DirCache index = repository.lockDirCache();
    try {
      DirCacheEditor editor = index.editor();
      untouched.forEach((path, id) -> editor.add(new Restored(path, id)));
      editor.commit();
    } finally {
      index.unlock();
    }
    return index;
  }

  /** Whether a file has the very bytes, and may be executed, as the commit has it. */
  boolean isAsIn(String commit, String path) {
    try (RevWalk commits = new RevWalk(repository);
        ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
      ObjectId tree = commits.parseCommit(ObjectId.fromString(commit)).getTree();
      try (TreeWalk walk = TreeWalk.forPath(repository, path, tree)) {
        return walk != null
            && FileMode.REGULAR_FILE.equals(walk.getRawMode(HEAD) & ~0111)
            && FileMode.EXECUTABLE_FILE.equals(walk.getRawMode(HEAD))
                == Files.isExecutable(worktree.resolve(path))
            && isUntouched(walk, ids);
      }
    } catch (IOException failure) {
      throw new GitFailedException("cannot compare " + path, failure);
    }
  }

  private static final class Restored extends DirCacheEditor.PathEdit {

    private final ObjectId id;

    Restored(String path, ObjectId id) {
      super(path);
      this.id = id;
    }

    @Override
    public void apply(DirCacheEntry entry) {
      entry.setObjectId(id);
    }
  }

  private Map<String, ObjectId> find(ObjectId head, DirCache staged, DirCache added)
      throws IOException {
    Map<String, ObjectId> untouched = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(repository);
        ObjectInserter.Formatter ids = new ObjectInserter.Formatter()) {
      walk.addTree(head);
      walk.addTree(new DirCacheIterator(staged));
      walk.addTree(new DirCacheIterator(added));
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        if (onlyAdded(walk) && isUntouched(walk, ids)) {
          untouched.put(walk.getPathString(), walk.getObjectId(HEAD));
        }
      }
    }
    return untouched;
  }

  private static boolean onlyAdded(TreeWalk walk) {
    int mode = walk.getRawMode(HEAD);
    return FileMode.REGULAR_FILE.equals(mode & ~0111)
        && walk.getRawMode(STAGED) == mode
        && walk.getRawMode(ADDED) == mode
        && walk.idEqual(HEAD, STAGED)
        && !walk.idEqual(HEAD, ADDED);
  }

  private boolean isUntouched(TreeWalk walk, ObjectInserter.Formatter ids) throws IOException {
    Path file = worktree.resolve(walk.getPathString());
    long size = Files.size(file);
    ObjectId before = walk.getObjectId(HEAD);
    if (walk.getObjectReader().getObjectSize(before, Constants.OBJ_BLOB) != size) {
      return false;
    }
    try (InputStream content = Files.newInputStream(file)) {
      return ids.idFor(Constants.OBJ_BLOB, size, content).equals(before);
    }
  }
}
