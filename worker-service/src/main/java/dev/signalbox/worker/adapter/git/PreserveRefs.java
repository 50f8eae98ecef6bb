package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.worker.core.Naming;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;

/** Keeps commits reachable in the target repository; a ref that exists is never moved. */
public final class PreserveRefs {

  private PreserveRefs() {}

  /** Keeps a slot's commit under a ref of its attempt, and names the ref. */
  public static String keep(
      SlotRepository slot, TargetRepository target, AttemptRef attempt, String commit) {
    ObjectId id = ObjectId.fromString(commit);
    ObjectCopy.copy(slot.repository(), target.repository(), id);
    String ref = Naming.preserveRef(attempt, commit);
    target.keep(ref, id);
    return ref;
  }

  /** The same for a person's commit. */
  public static String keep(
      PersonRepository person, TargetRepository target, AttemptRef attempt, String commit) {
    person.copyTo(target, commit);
    String ref = Naming.preserveRef(attempt, commit);
    create(target, ref, ObjectId.fromString(commit));
    return ref;
  }

  /** A commit that is kept. */
  public record Kept(String ref, String commit) {}

  /** What was kept last of a task, by any attempt. */
  public static Optional<Kept> newest(TargetRepository target, TaskId task) {
    String prefix = Naming.preservePrefix(task);
    return target.refsBelow(prefix).stream()
        .max(
            Comparator.<Ref>comparingInt(ref -> number(ref.getName().substring(prefix.length())))
                .thenComparingInt(ref -> target.timeOf(ref.getObjectId())))
        .map(ref -> new Kept(ref.getName(), ref.getObjectId().name()));
  }

  /** The attempt's, of a name as in {@code 2-4b825dc642cb}. */
  private static int number(String name) {
    return Integer.parseInt(name.substring(0, name.indexOf('-')));
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
