package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.kafka.RecordSender;
import dev.signalbox.scheduler.core.outgoing.Draft;
import dev.signalbox.scheduler.flow.decide.Submitters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Puts a command on the topic that all commands come in by, and waits for what becomes of it. */
public final class CommandDesk {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  private final PlanStore plans;
  private final RecordSender sender;
  private final Submitters submitters;
  private final InstantSource clock;

  public CommandDesk(
      PlanStore plans, RecordSender sender, Submitters submitters, InstantSource clock) {
    this.plans = plans;
    this.sender = sender;
    this.submitters = submitters;
    this.clock = clock;
  }

  /** What is common to all commands. */
  record Frame(UUID id, Instant at, RepositoryId repository, PlanId plan) {}

  /** What became of a command. */
  record Receipt(UUID message, PlanId plan, Outcome outcome) {}

  /** How a command that was not refused ended. */
  enum Outcome {
    /** The plan is another now. */
    APPLIED,
    /** What it asks for was so already. */
    UNCHANGED,
    /** It is safe and will be decided; there was no answer in time. */
    ACCEPTED;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Starts a command on a plan.
   *
   * @param key the same key gives the same message, which is applied once
   */
  Frame frame(String text, @Nullable String key) {
    PlanId plan = PlanId.of(text);
    RepositoryId repository =
        plans.repositoryOf(plan).orElseThrow(() -> RestProblemException.unknownPlan(text));
    return new Frame(
        key == null ? UUID.randomUUID() : named(key), clock.instant(), repository, plan);
  }

  /** Sends the command and waits; refused commands are thrown as problems. */
  Receipt send(Submission command) {
    CompletableFuture<Submitters.Answer> answer = submitters.await(command.id());
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      sender
          .send(new Draft(Topics.SUBMISSIONS, command.repository().value(), command))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      Optional<Outcome> outcome = Optional.empty();
      while (outcome.isEmpty() && System.nanoTime() < end) {
        outcome = look(command.id(), answer);
      }
      return new Receipt(command.id(), command.plan(), outcome.orElse(Outcome.ACCEPTED));
    } catch (ExecutionException | TimeoutException failure) {
      throw RestProblemException.unavailable("broker-unavailable", "the broker does not answer");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw RestProblemException.unavailable("stopping", "the scheduler stops");
    } finally {
      submitters.leave(command.id());
    }
  }

  /** Waits a little; another scheduler may be the one that decides, so the store is asked too. */
  private Optional<Outcome> look(UUID message, CompletableFuture<Submitters.Answer> answer)
      throws InterruptedException, ExecutionException {
    try {
      return Optional.of(
          switch (answer.get(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            case Submitters.Answer.Accepted accepted -> Outcome.APPLIED;
            case Submitters.Answer.Unchanged unchanged -> Outcome.UNCHANGED;
            case Submitters.Answer.Rejected rejected -> throw refused(rejected.reasons());
          });
    } catch (TimeoutException notYet) {
      Optional<List<Problem>> stored = WhileAway.nothing(() -> plans.decided(message));
      if (stored.isPresent() && !stored.get().isEmpty()) {
        throw refused(stored.get());
      }
      return stored.map(none -> Outcome.APPLIED);
    }
  }

  private static RestProblemException refused(List<Problem> reasons) {
    Problem first = reasons.getFirst();
    HttpStatus status =
        switch (first.code()) {
          case "E050-unknown-plan", "E051-unknown-task" -> HttpStatus.NOT_FOUND;
          case "E052-not-retryable",
              "E053-merged",
              "E055-published",
              "E056-cancelled",
              "E063-not-claimable",
              "E058-no-claim",
              "E064-claimed",
              "E065-not-claimed" ->
              HttpStatus.CONFLICT;
          default -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    return new RestProblemException(status, first.code(), first.message(), reasons);
  }

  private static UUID named(String key) {
    return UUID.nameUUIDFromBytes(("signalbox command " + key).getBytes(StandardCharsets.UTF_8));
  }
}
