package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.core.fleet.Silenced;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that can change the state of a repository's plans. */
public sealed interface Input {

  /** A plan that is valid on its repository. */
  record Accept(PlanSetup setup, String document) implements Input {}

  /** A command on a plan; a {@code SubmitPlan} changes nothing here. */
  record Command(Submission submission) implements Input {}

  /** A message about an attempt or a claim. Its id was not seen before. */
  record Happened(TaskEvent event) implements Input {}

  /** The lock-service answered a revocation: no claim of the attempt stands or ever will. */
  record Revoked(AttemptRef attempt) implements Input {}

  /** A worker is dead. */
  record WorkerLost(Silenced silenced) implements Input {}

  /**
   * A worker that lives said which attempts it has. Those that it should have and does not have for
   * longer than its lease are lost.
   *
   * @param running all that it has: each from before its claim is asked for until the broker has
   *     its outcome
   * @param at by the worker's clock
   */
  record Heard(WorkerId worker, Set<AttemptRef> running, Duration lease, Instant at)
      implements Input {
    public Heard {
      running = Set.copyOf(running);
    }

    public static Heard of(WorkerMessage.Heartbeat beat) {
      return new Heard(beat.worker(), Set.copyOf(beat.running()), beat.lease(), beat.at());
    }
  }

  /**
   * Claims may have been lost, and their holders set them up again until then.
   *
   * @param until absent when that is over
   */
  record Recovering(@Nullable Instant until) implements Input {}

  /**
   * The claims that stood at a moment.
   *
   * @param asOf before they were asked for
   * @param settled what is younger than this may still be on its way from one part to another
   */
  record ClaimsSeen(List<Standing> claims, Instant asOf, Duration settled) implements Input {
    public ClaimsSeen {
      claims = List.copyOf(claims);
    }

    /** A claim, by whose it is and since when. */
    public record Standing(AttemptRef attempt, Instant grantedAt) {}
  }

  /** Time went by. */
  record Tick() implements Input {}

  /** Time went by in which nobody could be heard: what is judged by silence starts anew. */
  record Awoke() implements Input {}
}
