package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectDatabase;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Copies a commit with all it reaches from a slot into the target. What the target has is not
 * walked, so the cost is that of the change; children go first, so that an object in the target
 * always has what it names.
 */
final class ObjectCopy {

  private final ObjectReader from;
  private final ObjectDatabase have;
  private final ObjectInserter to;

  private ObjectCopy(ObjectReader from, ObjectDatabase have, ObjectInserter to) {
    this.from = from;
    this.have = have;
    this.to = to;
  }

  static void copy(Repository slot, Repository target, ObjectId commit) {
    try (ObjectReader reader = slot.newObjectReader();
        RevWalk walk = new RevWalk(reader);
        ObjectInserter inserter = target.newObjectInserter()) {
      new ObjectCopy(reader, target.getObjectDatabase(), inserter).commits(walk, commit);
      inserter.flush();
    } catch (IOException failure) {
      throw new GitFailedException("cannot copy " + commit.name() + " to the target", failure);
    }
  }

  private void commits(RevWalk walk, ObjectId newest) throws IOException {
    walk.sort(org.eclipse.jgit.revwalk.RevSort.TOPO);
    walk.sort(org.eclipse.jgit.revwalk.RevSort.REVERSE, true);
    walk.markStart(walk.parseCommit(newest));
    markWhatTargetHas(walk, newest);
    for (RevCommit commit : walk) {
      tree(commit.getTree());
      object(commit, Constants.OBJ_COMMIT);
    }
  }

  /** The walk stops at the first commits that the target has. */
  private void markWhatTargetHas(RevWalk walk, ObjectId newest) throws IOException {
    java.util.Deque<RevCommit> open = new java.util.ArrayDeque<>();
    java.util.Set<ObjectId> seen = new java.util.HashSet<>();
    open.add(walk.parseCommit(newest));
    while (!open.isEmpty()) {
      RevCommit next = open.remove();
      if (!seen.add(next)) {
        continue;
      }
      if (have.has(next)) {
        walk.markUninteresting(next);
        continue;
      }
      for (RevCommit parent : next.getParents()) {
        open.add(walk.parseCommit(parent));
      }
    }
  }

  private void tree(ObjectId id) throws IOException {
    if (have.has(id)) {
      return;
    }
    CanonicalTreeParser entries = new CanonicalTreeParser();
    entries.reset(from, id);
    while (!entries.eof()) {
      ObjectId entry = entries.getEntryObjectId();
      FileMode mode = Objects.requireNonNull(entries.getEntryFileMode());
      if (mode.equals(FileMode.TREE)) {
        tree(entry);
      } else if (!mode.equals(FileMode.GITLINK)) {
        object(entry, Constants.OBJ_BLOB);
      }
      entries.next();
    }
    object(id, Constants.OBJ_TREE);
  }

  private void object(ObjectId id, int type) throws IOException {
    if (have.has(id)) {
      return;
    }
    ObjectLoader loader = from.open(id, type);
    try (var content = loader.openStream()) {
      to.insert(type, loader.getSize(), content);
    }
  }
}
