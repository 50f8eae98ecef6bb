package dev.signalbox.lock.core;

import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.Mode;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A claim as the table keeps it.
 *
 * @param holds the nodes in the order in which they were asked for
 * @param displaced attempts that its holder was told to close in git and has not confirmed yet
 */
record Claim(
    AttemptRef attempt,
    WorkerId worker,
    UUID nonce,
    Footprint footprint,
    List<Hold> holds,
    Instant grantedAt,
    Instant expiresAt,
    List<AttemptRef> displaced) {

  static Claim of(ClaimRequest request, Instant now, List<AttemptRef> displaced) {
    return new Claim(
        request.attempt(),
        request.worker(),
        request.nonce(),
        request.footprint(),
        request.footprint().holds(),
        now,
        now.plus(request.ttl()),
        displaced);
  }

  FencingToken token() {
    return attempt.token();
  }

  TaskId task() {
    return attempt.task();
  }

  boolean overlaps(Collection<Hold> others) {
    return others.stream().anyMatch(this::overlaps);
  }

  boolean overlaps(Hold other) {
    return holds.stream().anyMatch(other::conflictsWith);
  }

  /** Lives at least until then. */
  Claim until(Instant atLeast) {
    Instant later = atLeast.isAfter(expiresAt) ? atLeast : expiresAt;
    return new Claim(attempt, worker, nonce, footprint, holds, grantedAt, later, displaced);
  }

  /** What remains of it until then. */
  Claim ghost(Instant until) {
    return new Claim(attempt, worker, nonce, footprint, holds, grantedAt, until, List.of());
  }

  ClaimView view(RepositoryId repository) {
    return new ClaimView(repository, attempt, worker, footprint, grantedAt, expiresAt);
  }

  /** With nothing left to close. */
  Claim confirmed() {
    return new Claim(attempt, worker, nonce, footprint, holds, grantedAt, expiresAt, List.of());
  }

  /** With more paths, and more to close. */
  Claim with(Footprint added, List<AttemptRef> alsoDisplaced) {
    Set<AttemptRef> all = new LinkedHashSet<>(displaced);
    all.addAll(alsoDisplaced);
    return new Claim(
        attempt,
        worker,
        nonce,
        union(footprint, added),
        union(holds, added.holds()),
        grantedAt,
        expiresAt,
        List.copyOf(all));
  }

  private static Footprint union(Footprint one, Footprint other) {
    List<PathPattern> writes = new ArrayList<>(one.writes());
    List<PathPattern> reads = new ArrayList<>(one.reads());
    writes.addAll(other.writes());
    reads.addAll(other.reads());
    return new Footprint(writes, reads);
  }

  private static List<Hold> union(List<Hold> held, List<Hold> added) {
    Map<String, Mode> modes = new LinkedHashMap<>();
    held.forEach(hold -> modes.put(hold.path(), hold.mode()));
    added.forEach(hold -> modes.merge(hold.path(), hold.mode(), Claim::stronger));
    return modes.entrySet().stream().map(hold -> new Hold(hold.getKey(), hold.getValue())).toList();
  }

  private static Mode stronger(Mode one, Mode other) {
    return one == Mode.WRITE ? one : other;
  }
}
