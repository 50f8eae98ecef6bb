package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.Attributes;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;

/** What a tree says about its own files: their attributes, and what would be lost with them. */
final class EntryRules {

  private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";
  private static final String MARKER_SIZE = "conflict-marker-size";
  private static final int USUAL_MARKER = 7;

  private final Repository repository;
  private final ObjectId tree;

  EntryRules(Repository repository, ObjectId tree) {
    this.repository = repository;
    this.tree = tree;
  }

  /**
   * How long conflict markers are in a file; 0 where lines that look like them are its content.
   * Attributes say it, as they do to git itself.
   */
  int markerSize(String path) throws IOException {
    Attribute size = attributes(path).get(MARKER_SIZE);
    if (size == null || size.getState() == Attribute.State.SET) {
      return USUAL_MARKER;
    }
    String value = size.getValue();
    return value != null && value.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(value) : 0;
  }

  /** Why a new or changed entry must not be merged, if so. */
  Optional<String> flaw(DiffEntry entry) throws IOException {
    FileMode mode = entry.getNewMode();
    String path = entry.getNewPath();
    if (mode.equals(FileMode.GITLINK) && !entry.getOldMode().equals(FileMode.GITLINK)) {
      return embedded(path);
    }
    if (mode.equals(FileMode.SYMLINK)) {
      return outside(path, text(entry.getNewId().toObjectId()));
    }
    boolean file = mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE);
    boolean changed = !entry.getNewId().equals(entry.getOldId());
    return file && changed ? unpointed(path, entry.getNewId().toObjectId()) : Optional.empty();
  }

  private Optional<String> embedded(String path) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(repository, Constants.DOT_GIT_MODULES, tree)) {
      boolean declared =
          walk != null
              && text(walk.getObjectId(0))
                  .lines()
                  .anyMatch(line -> line.strip().matches("path\\s*=\\s*\\Q" + path + "\\E/?"));
      return declared
          ? Optional.empty()
          : Optional.of(
              path
                  + " is a git repository of its own, whose files would not be merged; remove its"
                  + " .git, or add it with git submodule add");
    }
  }

  private static Optional<String> outside(String path, String link) {
    try {
      Path from = Path.of("/r/" + path).getParent();
      boolean leaves =
          link.startsWith("/") || from == null || !from.resolve(link).normalize().startsWith("/r");
      return leaves
          ? Optional.of(path + " is a link to " + link + ", which is outside the repository")
          : Optional.empty();
    } catch (InvalidPathException unusable) {
      return Optional.of(path + " is a link that leads nowhere");
    }
  }

  private Optional<String> unpointed(String path, ObjectId content) throws IOException {
    boolean stored = "lfs".equals(attributes(path).getValue("filter"));
    if (!stored || repository.open(content).getSize() == 0) {
      return Optional.empty();
    }
    return text(content).startsWith(LFS_POINTER)
        ? Optional.empty()
        : Optional.of(
            path
                + " is kept by git-lfs, and its content instead of a pointer would be committed;"
                + " run git lfs install --local in the worktree first");
  }

  private Attributes attributes(String path) throws IOException {
    try (TreeWalk walk = new TreeWalk(repository)) {
      walk.setAttributesNodeProvider(repository.createAttributesNodeProvider());
      walk.setFilter(PathFilter.create(path));
      walk.addTree(tree);
      while (walk.next()) {
        if (walk.getPathString().equals(path)) {
          return walk.getAttributes();
        }
        walk.enterSubtree();
      }
      return new Attributes();
    }
  }

  private String text(ObjectId id) throws IOException {
    byte[] start = new byte[4096];
    try (var content = repository.open(id, Constants.OBJ_BLOB).openStream()) {
      int length = content.readNBytes(start, 0, start.length);
      return new String(start, 0, length, StandardCharsets.UTF_8);
    }
  }
}
