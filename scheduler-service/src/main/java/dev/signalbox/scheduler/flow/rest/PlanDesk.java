package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.kafka.RecordSender;
import dev.signalbox.scheduler.core.outgoing.Draft;
import dev.signalbox.scheduler.flow.decide.Submitters;
import dev.signalbox.scheduler.flow.intake.Checked;
import dev.signalbox.scheduler.flow.intake.PlanCheck;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Puts a plan on the topic that all plans come in by, and waits until it is accepted. */
public final class PlanDesk {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final PlanCheck check;
  private final PlanStore plans;
  private final RecordSender sender;
  private final Submitters submitters;
  private final InstantSource clock;

  public PlanDesk(
      PlanCheck check,
      PlanStore plans,
      RecordSender sender,
      Submitters submitters,
      InstantSource clock) {
    this.check = check;
    this.plans = plans;
    this.sender = sender;
    this.submitters = submitters;
    this.clock = clock;
  }

  /** An accepted plan with what was only warned of. */
  record Receipt(PlanStore.Accepted plan, List<Problem> warnings) {}

  /**
   * What comes with a plan's text.
   *
   * @param key the same key gives the same plan
   * @param patience how long to wait for the decision
   */
  record Handed(
      @Nullable String directory, String submittedBy, @Nullable String key, Duration patience) {}

  /** Submits a plan. */
  Receipt submit(String document, Handed handed) {
    PlanId plan = idOf(handed);
    return switch (check.check(document, handed.directory())) {
      case Checked.Bad bad -> throw RestProblemException.invalid(bad.problems());
      case Checked.Good good -> {
        Submission.SubmitPlan message =
            new Submission.SubmitPlan(
                UUID.randomUUID(),
                clock.instant(),
                good.repository().id(),
                plan,
                handed.submittedBy(),
                handed.directory(),
                document);
        yield new Receipt(sendAndWait(message, handed.patience()), good.warnings());
      }
    };
  }

  /** The plan that the submission makes. */
  PlanId idOf(Handed handed) {
    String key = handed.key();
    return new PlanId(key == null ? TimeOrderedIds.at(clock.instant()) : named(key));
  }

  /** Sends a plan to where all plans come in, and waits until it is accepted. */
  PlanStore.Accepted sendAndWait(Submission message, Duration patience) {
    CompletableFuture<Submitters.Answer> answer = submitters.await(message.id());
    long end = System.nanoTime() + patience.toNanos();
    try {
      var sent = sender.send(new Draft(Topics.SUBMISSIONS, message.repository().value(), message));
      sent.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
      Optional<PlanStore.Accepted> accepted = Optional.empty();
      while (accepted.isEmpty() && System.nanoTime() < end) {
        look(answer);
        accepted = WhileAway.nothing(() -> plans.accepted(message.plan()));
      }
      return accepted.orElseThrow(() -> notYet(message.plan()));
    } catch (TimeoutException late) {
      throw notYet(message.plan());
    } catch (ExecutionException failure) {
      throw RestProblemException.unavailable("broker-unavailable", "the broker does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw RestProblemException.unavailable("stopping", "the scheduler stops");
    } finally {
      submitters.leave(message.id());
    }
  }

  /** Waits a little; another scheduler may be the one that decides, so the store is asked too. */
  private static void look(CompletableFuture<Submitters.Answer> answer)
      throws InterruptedException, ExecutionException {
    try {
      Submitters.Answer given = answer.get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
      if (given instanceof Submitters.Answer.Rejected rejected) {
        throw RestProblemException.invalid(rejected.reasons());
      }
    } catch (TimeoutException notYet) {
      return;
    }
  }

  private static RestProblemException notYet(PlanId plan) {
    return RestProblemException.unavailable(
        "not-accepted-yet", "plan " + plan + " was handed in but is not accepted yet");
  }

  private static UUID named(String key) {
    return UUID.nameUUIDFromBytes(("signalbox plan " + key).getBytes(StandardCharsets.UTF_8));
  }
}
