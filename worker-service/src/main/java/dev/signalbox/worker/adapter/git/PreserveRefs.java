package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.worker.core.Naming;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** Keeps commits reachable in the target repository; a ref that exists is never moved. */
public final class PreserveRefs {

  private PreserveRefs() {}

  /** Keeps a slot's commit under a ref of its attempt, and names the ref. */
  public static String keep(
      SlotRepository slot, TargetRepository target, AttemptRef attempt, String commit) {
    ObjectId id = ObjectId.fromString(commit);
    ObjectCopy.copy(slot.repository(), target.repository(), id);
    String ref = Naming.preserveRef(attempt, commit);
    create(target, ref, id);
    return ref;
  }

  /** Creates a branch for people at a commit that the target has; false when the name is taken. */
  public static boolean branch(TargetRepository target, String branch, String commit) {
    return create(target, Constants.R_HEADS + branch, ObjectId.fromString(commit));
  }

  private static boolean create(TargetRepository target, String ref, ObjectId id) {
    RefChange change = new RefChange(ref, ObjectId.zeroId(), id);
    boolean created = target.apply(List.of(change), "signalbox: keep");
    Optional<ObjectId> now = target.resolve(ref);
    if (!created && now.isEmpty()) {
      throw new GitFailedException("cannot create " + ref);
    }
    return now.filter(id::equals).isPresent();
  }
}
