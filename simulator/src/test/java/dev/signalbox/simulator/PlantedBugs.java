package dev.signalbox.simulator;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.worker.core.ClaimRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Parts that are wrong in one way each. */
final class PlantedBugs {
  private PlantedBugs() {}

  /** The branch is moved whoever's the claim is by now. */
  static final class MergeWithoutToken extends Repository {
    @Override
    Answer merge(String from, Commit to, Written claim) {
      if (!tip().equals(from)) {
        return Answer.BRANCH_MOVED;
      }
      advance(to);
      return Answer.MERGED;
    }

    @Override
    Optional<Written> write(ClaimRecord claim, Optional<Written> found, List<Written> toClose) {
      boolean merging = claim.state() == ClaimRecord.State.MERGING;
      return merging ? found : super.write(claim, found, toClose);
    }
  }

  /** Claims of others that stand in git are overlooked. */
  static final class ClaimBesideOthers extends Repository {
    @Override
    List<Written> liveInTheWay(AttemptRef attempt, Footprint footprint) {
      return List.of();
    }
  }

  /** What was read is done with, even when the transaction fails. */
  static final class AcknowledgeBeforeCommit extends Store {
    @Override
    void rollBack(Batch batch) {
      keepOffsets(batch);
    }
  }

  /** Nobody remembers which messages were processed. */
  static final class ForgetMessages extends Store {
    @Override
    Set<UUID> fresh(Collection<UUID> messages) {
      return new LinkedHashSet<>(messages);
    }
  }

  /** A former owner may write. */
  static final class NoEpoch extends Store {
    @Override
    boolean isOwnedBy(long owner) {
      return true;
    }
  }

  /** Old news counts as new. */
  static final class TakeOldChanges extends Dashboard {
    @Override
    void changed(Store.Outgoing outgoing) {
      apply(outgoing);
    }
  }

  /** A failed task counts as merged. */
  static final class ReleaseOnFailure extends Core {
    ReleaseOnFailure(Policies policies, Fleet fleet) {
      super(policies, fleet);
    }

    @Override
    List<Effect> apply(Input input, Instant now) {
      return super.apply(released(input), now);
    }

    private static Input released(Input input) {
      return input instanceof Input.Happened happened
              && happened.event() instanceof TaskEvent.Failed failed
          ? new Input.Happened(
              new TaskEvent.Completed(
                  failed.id(),
                  failed.at(),
                  failed.repository(),
                  failed.attempt(),
                  failed.worker(),
                  null))
          : input;
    }
  }

  /** A merge of an attempt that is not the newest is not believed. */
  static final class IgnoreStaleMerge extends Core {
    private final Set<Long> closing = new LinkedHashSet<>();

    IgnoreStaleMerge(Policies policies, Fleet fleet) {
      super(policies, fleet);
    }

    @Override
    List<Effect> apply(Input input, Instant now) {
      boolean stale =
          input instanceof Input.Happened happened
              && happened.event() instanceof TaskEvent.Completed completed
              && closing.contains(completed.attempt().token().value());
      return stale ? List.of() : noted(super.apply(input, now));
    }

    @Override
    List<Effect> decide(Instant now, Supplier<FencingToken> tokens) {
      return noted(super.decide(now, tokens));
    }

    private List<Effect> noted(List<Effect> effects) {
      for (Effect effect : effects) {
        if (effect instanceof Effect.StopAttempt stop) {
          closing.add(stop.attempt().token().value());
        }
      }
      return effects;
    }
  }

  /** A claim counts as closed as soon as that is wished. */
  static final class NeverRevoke extends Core {
    NeverRevoke(Policies policies, Fleet fleet) {
      super(policies, fleet);
    }

    @Override
    List<Effect> apply(Input input, Instant now) {
      List<Effect> effects = new ArrayList<>();
      for (Effect effect : super.apply(input, now)) {
        if (effect instanceof Effect.RevokeClaim revoke) {
          effects.addAll(super.apply(new Input.Revoked(revoke.attempt()), now));
        } else {
          effects.add(effect);
        }
      }
      return effects;
    }
  }
}
