package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.worker.core.ClaimRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The claims written into the target repository, where git itself refuses a stale holder. They are
 * closed, never deleted: after a deletion a stale create would succeed.
 */
public final class ClaimRefs {

  static final String PREFIX = "refs/signalbox/claims/";
  private static final int REMEMBERED = 50_000;

  private final RefPacking packing;
  private final JsonMapper json = MessageCodec.mapper();

  /** Objects never change, so each is read once. */
  private final Map<ObjectId, ClaimRecord> known = new ConcurrentHashMap<>();

  public ClaimRefs(RefPacking packing) {
    this.packing = packing;
  }

  /** The claim of the attempt's task, as it stands. */
  public Optional<WrittenClaim> find(TargetRepository target, AttemptRef attempt) {
    String ref = ClaimRecord.refOf(attempt);
    return target.resolve(ref).map(id -> new WrittenClaim(ref, read(target, id), id.name()));
  }

  /** Whether the attempt's claim stands there and is open. */
  public boolean isLive(TargetRepository target, AttemptRef attempt) {
    target.refresh();
    return find(target, attempt)
        .map(WrittenClaim::record)
        .filter(record -> record.token().equals(attempt.token()) && record.isLive())
        .isPresent();
  }

  /** The live claims of other tasks that are in the footprint's way. */
  public List<WrittenClaim> liveInTheWay(
      TargetRepository target, AttemptRef attempt, Footprint footprint) {
    String own = ClaimRecord.refOf(attempt);
    List<WrittenClaim> found = new ArrayList<>();
    long looseClosed = 0;
    for (Ref ref : target.refsBelow(PREFIX)) {
      ClaimRecord record = read(target, ref.getObjectId());
      if (!record.isLive()) {
        looseClosed += ref.getStorage() == Ref.Storage.LOOSE ? 1 : 0;
      } else if (!ref.getName().equals(own)
          && record.footprint().firstConflict(footprint).isPresent()) {
        found.add(new WrittenClaim(ref.getName(), record, ref.getObjectId().name()));
      }
    }
    packing.consider(target, looseClosed);
    return found;
  }

  /**
   * Writes a claim in the place of what was found, and closes others, all or nothing.
   *
   * @return the claim as written; empty when something has changed meanwhile
   */
  public Optional<WrittenClaim> write(
      TargetRepository target,
      ClaimRecord claim,
      Optional<WrittenClaim> found,
      List<WrittenClaim> toClose) {
    String ref = ClaimRecord.refOf(claim.attempt());
    ObjectId next = insert(target, claim);
    List<RefChange> changes = new ArrayList<>();
    ObjectId expected = found.map(w -> ObjectId.fromString(w.object())).orElse(ObjectId.zeroId());
    changes.add(new RefChange(ref, expected, next));
    toClose.forEach(other -> changes.add(closing(target, other)));
    return target.apply(changes, "signalbox: claim")
        ? Optional.of(new WrittenClaim(ref, claim, next.name()))
        : Optional.empty();
  }

  /** Closes claims, all or none; false when one has changed meanwhile. */
  public boolean close(TargetRepository target, List<WrittenClaim> dead) {
    return target.apply(
        dead.stream().map(claim -> closing(target, claim)).toList(), "signalbox: close");
  }

  /** Moves a claim to its next state; empty when it is not what it was. */
  public Optional<WrittenClaim> advance(
      TargetRepository target, WrittenClaim from, ClaimRecord to) {
    return write(target, to, Optional.of(from), List.of());
  }

  /** The object of a claim, which a ref may then point at. */
  ObjectId insert(TargetRepository target, ClaimRecord claim) {
    try (ObjectInserter inserter = target.repository().newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, json.writeValueAsBytes(claim));
      inserter.flush();
      return id;
    } catch (IOException failure) {
      throw new GitFailedException("cannot write the claim of " + claim.attempt(), failure);
    }
  }

  private RefChange closing(TargetRepository target, WrittenClaim claim) {
    ObjectId next = insert(target, claim.record().closed(claim.record().commit()));
    return new RefChange(claim.ref(), ObjectId.fromString(claim.object()), next);
  }

  private ClaimRecord read(TargetRepository target, ObjectId id) {
    if (known.size() > REMEMBERED) {
      known.clear();
    }
    return known.computeIfAbsent(id, missing -> load(target, missing));
  }

  private ClaimRecord load(TargetRepository target, ObjectId id) {
    try {
      byte[] bytes = target.repository().open(id, Constants.OBJ_BLOB).getBytes();
      return json.readValue(bytes, ClaimRecord.class);
    } catch (IOException | JacksonException failure) {
      throw new GitFailedException("cannot read the claim " + id.name(), failure);
    }
  }
}
