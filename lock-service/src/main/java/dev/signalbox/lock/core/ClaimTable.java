package dev.signalbox.lock.core;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.Mode;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.ClosedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The rules of claims of one repository, plain and slow: what the Lua scripts do, and what they are
 * tested against. A store in memory is this table and a clock.
 *
 * <p>A claim that ends without its holder's word leaves a <em>ghost</em>: what the holder wrote in
 * git may still stand open. A later grant that overlaps it names it as displaced until its holder
 * renews, which says that it has closed it.
 */
public final class ClaimTable {
  private static final Hold EVERYTHING = new Hold("", Mode.WRITE);
  private static final WorkerId NOBODY = new WorkerId("-");
  private static final UUID NO_NONCE = new UUID(0, 0);

  private final Duration retention;
  private final SortedMap<FencingToken, Claim> live = new TreeMap<>();
  private final SortedMap<FencingToken, Claim> ghosts = new TreeMap<>();
  private final Map<TaskId, FencingToken> closed = new HashMap<>();
  private final List<ClaimFact> told = new ArrayList<>();

  /**
   * @param retention how long ghosts are kept
   */
  public ClaimTable(Duration retention) {
    this.retention = retention;
  }

  /** Claims the whole footprint or nothing. */
  public ClaimAnswer claim(ClaimRequest request, Instant now) {
    sweep(now);
    AttemptRef attempt = request.attempt();
    if (isClosed(attempt)) {
      return closed(attempt);
    }
    Optional<Claim> before = liveOf(attempt.task());
    int age = before.map(claim -> claim.token().compareTo(attempt.token())).orElse(-1);
    if (age > 0) {
      return new ClaimAnswer.Closed(attempt.token());
    }
    if (age == 0) {
      return again(before.orElseThrow(), request, now);
    }
    return blocked(request.footprint(), attempt.task())
        .orElseGet(() -> grant(request, before, now));
  }

  /** Adds the paths to the attempt's claim, all or nothing. */
  public ClaimAnswer amend(ClaimRequest request, Instant now) {
    sweep(now);
    Optional<ClaimAnswer> refusal =
        notMine(request.attempt(), request.nonce())
            .or(() -> blocked(request.footprint(), request.attempt().task()));
    return refusal.orElseGet(() -> {
      Claim claim = live(request.attempt().token());
      List<AttemptRef> displaced = displacedBy(request.footprint().holds());
      return stands(claim.with(request.footprint(), displaced).until(now.plus(request.ttl())));
    });
  }

  /** Lets the claim live on, and lays the ghosts that its holder has closed. */
  public ClaimAnswer renew(ClaimHandle handle, Instant now) {
    sweep(now);
    return notMine(handle.attempt(), handle.nonce())
        .orElseGet(() -> {
          Claim claim = live(handle.attempt().token());
          claim.displaced().forEach(ghost -> ghosts.remove(ghost.token()));
          return stands(claim.confirmed().until(now.plus(handle.ttl())));
        });
  }

  /** Ends the claim on its holder's word. */
  public ClaimAnswer release(ClaimHandle handle, Instant now) {
    sweep(now);
    AttemptRef attempt = handle.attempt();
    if (isClosed(attempt)) {
      return closed(attempt);
    }
    if (live.containsKey(attempt.token())) {
      Optional<ClaimAnswer> refusal = notMine(attempt, handle.nonce());
      if (refusal.isPresent()) {
        return refusal.get();
      }
      live.remove(attempt.token());
    }
    remember(attempt, ClosedBy.RELEASE);
    return closed(attempt);
  }

  /** Ends the attempt's claim whoever holds it, and says so each time it is asked. */
  public ClaimAnswer revoke(ClaimHandle handle, Instant now) {
    sweep(now);
    AttemptRef attempt = handle.attempt();
    Optional<Claim> before = liveOf(attempt.task());
    before
        .filter(claim -> claim.token().compareTo(attempt.token()) <= 0)
        .ifPresent(claim -> close(claim, ClosedBy.REVOKE, now));
    boolean wasMine = before.filter(claim -> claim.attempt().equals(attempt)).isPresent();
    if (!wasMine) {
      if (before.isEmpty() && !isClosed(attempt)) {
        haunt(unknown(attempt, now), now);
      }
      remember(attempt, ClosedBy.REVOKE);
    }
    return closed(attempt);
  }

  /** Ends expired claims; answers how many. */
  public int sweep(Instant now) {
    List<Claim> expired =
        live.values().stream().filter(claim -> !claim.expiresAt().isAfter(now)).toList();
    expired.forEach(claim -> close(claim, ClosedBy.EXPIRY, now));
    ghosts.values().removeIf(ghost -> !ghost.expiresAt().isAfter(now));
    return expired.size();
  }

  /** The live claims, the lowest token first. */
  public List<ClaimView> views(RepositoryId repository, Instant now) {
    return live.values().stream()
        .filter(claim -> claim.expiresAt().isAfter(now))
        .map(claim -> claim.view(repository))
        .toList();
  }

  /** What happened since this was last asked. */
  public List<ClaimFact> drainTold() {
    List<ClaimFact> facts = List.copyOf(told);
    told.clear();
    return facts;
  }

  private Claim live(FencingToken token) {
    return Optional.ofNullable(live.get(token)).orElseThrow();
  }

  private Optional<Claim> liveOf(TaskId task) {
    return live.values().stream().filter(claim -> claim.task().equals(task)).findFirst();
  }

  private ClaimAnswer again(Claim claim, ClaimRequest request, Instant now) {
    if (claim.nonce().equals(request.nonce())) {
      return stands(claim.until(now.plus(request.ttl())));
    }
    return denied(claim, request.footprint().holds().stream().findFirst().orElse(EVERYTHING));
  }

  private Optional<ClaimAnswer> notMine(AttemptRef attempt, UUID nonce) {
    if (isClosed(attempt)) {
      return Optional.of(closed(attempt));
    }
    Optional<Claim> claim = liveOf(attempt.task());
    int age = claim.map(one -> one.token().compareTo(attempt.token())).orElse(-1);
    if (age < 0) {
      return Optional.of(new ClaimAnswer.Lost("no claim is known for this attempt"));
    }
    if (age > 0) {
      return Optional.of(new ClaimAnswer.Closed(attempt.token()));
    }
    return claim.filter(one -> one.nonce().equals(nonce)).isPresent()
        ? Optional.empty()
        : Optional.of(new ClaimAnswer.Lost("another delivery of this attempt holds the claim"));
  }

  /** The denial for the first hold that a claim of another task is in the way of. */
  private Optional<ClaimAnswer> blocked(Footprint footprint, TaskId task) {
    for (Hold wanted : footprint.holds()) {
      for (Claim other : live.values()) {
        if (!other.task().equals(task) && other.overlaps(wanted)) {
          return Optional.of(denied(other, wanted));
        }
      }
    }
    return Optional.empty();
  }

  private static ClaimAnswer denied(Claim holder, Hold wanted) {
    Hold inTheWay =
        holder.holds().stream().filter(wanted::conflictsWith).findFirst().orElse(wanted);
    return new ClaimAnswer.Denied(
        inTheWay.path(), holder.attempt(), holder.worker(), holder.expiresAt());
  }

  private ClaimAnswer grant(ClaimRequest request, Optional<Claim> before, Instant now) {
    before.ifPresent(claim -> close(claim, ClosedBy.REVOKE, now));
    List<AttemptRef> displaced = new ArrayList<>(displacedBy(request.footprint().holds()));
    before
        .map(Claim::attempt)
        .filter(attempt -> !displaced.contains(attempt))
        .ifPresent(displaced::add);
    Claim claim = Claim.of(request, now, List.copyOf(displaced));
    told.add(new ClaimFact.Granted(claim.attempt(), claim.worker(), claim.expiresAt()));
    return stands(claim);
  }

  private ClaimAnswer stands(Claim claim) {
    live.put(claim.token(), claim);
    return new ClaimAnswer.Granted(claim.expiresAt(), claim.displaced());
  }

  private List<AttemptRef> displacedBy(List<Hold> holds) {
    return ghosts.values().stream()
        .filter(ghost -> ghost.overlaps(holds))
        .map(Claim::attempt)
        .toList();
  }

  private void close(Claim claim, ClosedBy by, Instant now) {
    live.remove(claim.token());
    haunt(claim, now);
    remember(claim.attempt(), by);
  }

  private void haunt(Claim claim, Instant now) {
    ghosts.put(claim.token(), claim.ghost(now.plus(retention)));
  }

  /** Nobody knows here what such an attempt may have left in git. */
  private static Claim unknown(AttemptRef attempt, Instant now) {
    Footprint all = Footprint.WHOLE_REPOSITORY;
    return new Claim(attempt, NOBODY, NO_NONCE, all, all.holds(), now, now, List.of());
  }

  private void remember(AttemptRef attempt, ClosedBy by) {
    closed.merge(
        attempt.task(), attempt.token(), (one, other) -> one.compareTo(other) < 0 ? other : one);
    told.add(new ClaimFact.Closed(attempt, by));
  }

  private boolean isClosed(AttemptRef attempt) {
    FencingToken token = closed.get(attempt.task());
    return token != null && token.compareTo(attempt.token()) >= 0;
  }

  private ClaimAnswer closed(AttemptRef attempt) {
    return new ClaimAnswer.Closed(closed.getOrDefault(attempt.task(), attempt.token()));
  }
}
