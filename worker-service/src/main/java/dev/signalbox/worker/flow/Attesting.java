package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Attestation;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.ClaimRefs;
import dev.signalbox.worker.adapter.git.WrittenClaim;
import dev.signalbox.worker.core.Digest;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.TaskEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Looks, right before a task's command is started, whether all is as the attempt was told: an
 * attempt that starts from something else would merge something else.
 */
public final class Attesting {

  private static final int MOST_NAMED = 10;

  private final ClaimRefs claims;

  public Attesting(ClaimRefs claims) {
    this.claims = claims;
  }

  /** Why the command must not be started, if so. */
  Optional<Outcome> difference(Working work, String base) {
    Optional<Outcome> lost = lost(work.attempt(), work);
    if (lost.isPresent()) {
      return lost;
    }
    List<String> differences = worktree(work.place(), base);
    return differences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Outcome.Failed(
                FailureKind.INTERNAL,
                "the command was not started: " + String.join("; ", differences)));
  }

  /** What was looked at. */
  static Attestation of(Working work, String base) {
    return new Attestation(
        base,
        work.place().repository().worktree().toString(),
        Digest.of(work.assignment().footprint().toString()),
        TaskEnvironment.digest(work.environment()),
        work.assignment().task().executor().name().toLowerCase(Locale.ROOT));
  }

  /** Somebody may have touched a worktree that was ready; it is made anew once. */
  private static List<String> worktree(Workplace place, String base) {
    List<String> differences = differences(place, base);
    if (differences.isEmpty()) {
      return differences;
    }
    place.reset(base);
    return differences(place, base);
  }

  private static List<String> differences(Workplace place, String base) {
    List<String> differences = new ArrayList<>();
    String head = place.repository().head();
    if (!base.equals(head)) {
      differences.add("the worktree is at " + head + " instead of " + base);
    }
    List<String> changes = place.changes();
    if (!changes.isEmpty()) {
      differences.add("the worktree has changes: " + named(changes));
    }
    return differences;
  }

  /** A claim that is gone is no fault of the task: the attempt stops, and another one runs it. */
  private Optional<Outcome> lost(RunningAttempt attempt, Working work) {
    Optional<Outcome> stopped = attempt.stopReason().map(Outcome.Stopped::new);
    Optional<WrittenClaim> mine = attempt.claim();
    if (stopped.isPresent() || mine.isEmpty()) {
      return stopped;
    }
    Optional<String> stands =
        claims.find(work.target(), attempt.attempt()).map(WrittenClaim::object);
    return stands.equals(mine.map(WrittenClaim::object))
        ? Optional.empty()
        : Optional.of(new Outcome.Stopped("the claim ref is another's: " + stands.orElse("gone")));
  }

  static String named(List<String> paths) {
    String some = String.join(", ", paths.subList(0, Math.min(MOST_NAMED, paths.size())));
    return paths.size() > MOST_NAMED
        ? some + " and " + (paths.size() - MOST_NAMED) + " more"
        : some;
  }
}
