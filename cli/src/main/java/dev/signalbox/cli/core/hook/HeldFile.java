package dev.signalbox.cli.core.hook;

import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A staged file that a running task holds.
 *
 * @param file relative to the repository's root
 * @param hold what the task holds: the file itself, a directory above it, or the whole repository
 */
public record HeldFile(String file, Hold hold, ClaimView claim) {

  /** The staged files that stand in the way of these claims, each with the first claim. */
  public static List<HeldFile> among(Collection<String> staged, Collection<ClaimView> claims) {
    List<HeldFile> held = new ArrayList<>();
    for (String file : staged) {
      claims.stream()
          .flatMap(claim -> inTheWay(file, claim).stream())
          .findFirst()
          .ifPresent(held::add);
    }
    return held;
  }

  /** One line: what is held, by whom, how, and for how long at least. */
  public String sentence(Instant now) {
    String how = hold.mode() == Mode.WRITE ? "written" : "read";
    String by = claim.attempt().task().key() + " (worker " + claim.worker() + ")";
    String where = hold.path().equals(file) ? "" : ", which holds " + place();
    Duration left = Duration.between(now, claim.expiresAt());
    String until =
        left.isNegative()
            ? ""
            : ", claim ends in " + left.toMinutes() + " min at the latest unless renewed";
    return file + " is being " + how + " by " + by + where + until;
  }

  private String place() {
    return hold.path().isEmpty() ? "the whole repository" : hold.path() + "/";
  }

  private static Optional<HeldFile> inTheWay(String file, ClaimView claim) {
    Hold wanted = new Hold(file, Mode.WRITE);
    return claim.footprint().holds().stream()
        .filter(wanted::conflictsWith)
        .findFirst()
        .map(hold -> new HeldFile(file, hold, claim));
  }
}
