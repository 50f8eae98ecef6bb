package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Writes the few files in which two commits differ, without another process and without a look at
 * all the others, into a worktree that is known to have the first one's. Plain files alone: what
 * has to be converted, and links, are left to git.
 */
final class DirectCheckout {

  private static final int MOST_FILES = 200;
  private static final int NEW = 1;
  private static final String ATTRIBUTES = ".gitattributes";

  /** What makes the file in the worktree another one than the stored. */
  private static final Pattern CONVERTING = Pattern.compile("eol|crlf|ident|filter|encoding");

  private final Repository repository;
  private final Path worktree;

  /** A file that differs; deleted when the new mode is missing. */
  private record Change(String path, FileMode mode, ObjectId id) {

    boolean isDeleted() {
      return FileMode.MISSING.equals(mode);
    }

    boolean isPlain() {
      return isDeleted() || FileMode.REGULAR_FILE.equals(mode.getBits() & ~0111);
    }
  }

  DirectCheckout(Repository repository, Path worktree) {
    this.repository = repository;
    this.worktree = worktree;
  }

  /**
   * Writes the files and the index; HEAD is the caller's.
   *
   * @return whether it was done; if not, the worktree may be anything between the two
   */
  boolean from(ObjectId oldTree, ObjectId newTree) throws IOException {
    if (!IndexSize.isSmall(repository)) {
      return false;
    }
    DirCache index = repository.lockDirCache();
    try (ObjectReader reader = repository.newObjectReader()) {
      List<Change> changes = changes(reader, oldTree, newTree);
      return changes.size() <= MOST_FILES
          && changes.stream().allMatch(Change::isPlain)
          && !converts(index, changes, reader)
          && write(changes, index, reader);
    } finally {
      index.unlock();
    }
  }

  /** What is deleted goes first, as a directory may come in the place of a file. */
  private boolean write(List<Change> changes, DirCache index, ObjectReader reader)
      throws IOException {
    DirCacheEditor editor = index.editor();
    for (Change change : changes) {
      if (change.isDeleted()) {
        delete(inside(change.path()));
        editor.add(new DirCacheEditor.DeletePath(change.path()));
      }
    }
    for (Change change : changes) {
      if (!change.isDeleted()) {
        editor.add(written(change, reader));
      }
    }
    return editor.commit();
  }

  private static List<Change> changes(ObjectReader reader, ObjectId oldTree, ObjectId newTree)
      throws IOException {
    List<Change> changes = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(oldTree);
      walk.addTree(newTree);
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next() && changes.size() <= MOST_FILES) {
        changes.add(new Change(walk.getPathString(), walk.getFileMode(NEW), walk.getObjectId(NEW)));
      }
    }
    return changes;
  }

  private static boolean converts(DirCache index, List<Change> changes, ObjectReader reader)
      throws IOException {
    for (int at = 0; at < index.getEntryCount(); at++) {
      DirCacheEntry entry = index.getEntry(at);
      if (isAttributes(entry.getPathString()) && converts(reader, entry.getObjectId())) {
        return true;
      }
    }
    for (Change change : changes) {
      if (isAttributes(change.path()) && !change.isDeleted() && converts(reader, change.id())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAttributes(String path) {
    return path.endsWith(ATTRIBUTES);
  }

  private static boolean converts(ObjectReader reader, ObjectId attributes) throws IOException {
    String text = new String(reader.open(attributes).getBytes(), StandardCharsets.UTF_8);
    return CONVERTING.matcher(text).find();
  }

  /** The file, unless somebody has put a link in its way, which would lead out of the worktree. */
  private Path inside(String path) throws IOException {
    Path file = worktree.resolve(path);
    for (Path directory = file.getParent();
        directory != null && !directory.equals(worktree);
        directory = directory.getParent()) {
      if (Files.isSymbolicLink(directory)) {
        throw new IOException(directory + " is a link");
      }
    }
    return file;
  }

  /** Removes a file, and the directories that are empty without it. */
  private void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    for (Path directory = file.getParent();
        directory != null && !directory.equals(worktree) && isEmpty(directory);
        directory = directory.getParent()) {
      Files.delete(directory);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (Stream<Path> content = Files.list(directory)) {
      return content.findAny().isEmpty();
    }
  }

  private DirCacheEditor.PathEdit written(Change change, ObjectReader reader) throws IOException {
    Path file = inside(change.path());
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      reader.open(change.id()).copyTo(out);
    }
    if (FileMode.EXECUTABLE_FILE.equals(change.mode())) {
      Files.setPosixFilePermissions(file, executable(Files.getPosixFilePermissions(file)));
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new DirCacheEditor.PathEdit(change.path()) {
      @Override
      public void apply(DirCacheEntry entry) {
        entry.setFileMode(change.mode());
        entry.setObjectId(change.id());
        entry.setLength(attributes.size());
        entry.setLastModified(attributes.lastModifiedTime().toInstant());
      }
    };
  }

  /** Whoever may read it may execute it. */
  private static Set<PosixFilePermission> executable(Set<PosixFilePermission> permissions) {
    Set<PosixFilePermission> all = EnumSet.copyOf(permissions);
    permissions.stream()
        .filter(permission -> permission.name().endsWith("_READ"))
        .map(read -> PosixFilePermission.valueOf(read.name().replace("_READ", "_EXECUTE")))
        .forEach(all::add);
    return all;
  }
}
