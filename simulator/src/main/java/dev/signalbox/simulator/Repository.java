package dev.signalbox.simulator;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.worker.core.ClaimRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A git repository as far as attempts see it: claim refs, one branch, preserve refs. */
class Repository {

  /** A claim ref and the object it points at. */
  record Written(String ref, ClaimRecord record, long object) {}

  /**
   * A commit that may be put on the branch.
   *
   * @param head the commit of the slot that it was made from
   */
  record Commit(String id, AttemptRef attempt, String head) {}

  /** How a merge ended. */
  enum Answer {
    MERGED,
    BRANCH_MOVED,
    CLAIM_LOST
  }

  private final Map<String, Written> claims = new TreeMap<>();
  private final Map<String, Commit> branch = new LinkedHashMap<>();
  private final Map<String, String> preserved = new TreeMap<>();
  private final Map<String, AttemptRef> heads = new LinkedHashMap<>();
  private String tip = "base";
  private long objects;

  final String tip() {
    return tip;
  }

  final boolean contains(String commit) {
    return branch.containsKey(commit);
  }

  final List<Commit> merged() {
    return List.copyOf(branch.values());
  }

  final Optional<Written> find(AttemptRef attempt) {
    return Optional.ofNullable(claims.get(ClaimRecord.refOf(attempt)));
  }

  /** The live claims of other tasks that are in the footprint's way. */
  List<Written> liveInTheWay(AttemptRef attempt, Footprint footprint) {
    String own = ClaimRecord.refOf(attempt);
    return claims.values().stream()
        .filter(claim -> claim.record().isLive() && !claim.ref().equals(own))
        .filter(claim -> claim.record().footprint().firstConflict(footprint).isPresent())
        .toList();
  }

  /** Writes a claim over what was found, and closes others, all or nothing. */
  Optional<Written> write(ClaimRecord claim, Optional<Written> found, List<Written> toClose) {
    String ref = ClaimRecord.refOf(claim.attempt());
    boolean asFound = Optional.ofNullable(claims.get(ref)).equals(found);
    if (!asFound || !toClose.stream().allMatch(this::stands)) {
      return Optional.empty();
    }
    toClose.forEach(other -> point(other.ref(), other.record().closed(other.record().commit())));
    return Optional.of(point(ref, claim));
  }

  /** A commit in a slot. */
  final String commit(AttemptRef attempt) {
    String head = "h" + ++objects;
    heads.put(head, attempt);
    return head;
  }

  /** The slot's commit put onto the tip, not yet on the branch. */
  final Commit rebased(AttemptRef attempt, String head) {
    return new Commit("c" + ++objects, attempt, head);
  }

  /** Moves the branch and closes the claim, or neither. */
  Answer merge(String from, Commit to, Written claim) {
    if (!stands(claim)) {
      return Answer.CLAIM_LOST;
    }
    if (!tip.equals(from)) {
      return Answer.BRANCH_MOVED;
    }
    point(claim.ref(), claim.record().closed(to.id()));
    advance(to);
    return Answer.MERGED;
  }

  /** Keeps a commit that was not merged; what is kept already stays. */
  final void preserve(AttemptRef attempt, String head) {
    preserved.putIfAbsent(attempt + "-" + head, head);
  }

  /** Commits that neither the branch nor a preserve ref reaches. */
  final List<String> unreachable() {
    List<String> lost = new ArrayList<>(heads.keySet());
    lost.removeAll(preserved.values());
    branch.values().forEach(commit -> lost.remove(commit.head()));
    return lost;
  }

  final void advance(Commit to) {
    branch.put(to.id(), to);
    tip = to.id();
  }

  final boolean stands(Written claim) {
    return claim.equals(claims.get(claim.ref()));
  }

  private Written point(String ref, ClaimRecord record) {
    Written written = new Written(ref, record, ++objects);
    claims.put(ref, written);
    return written;
  }
}
