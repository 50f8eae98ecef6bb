package dev.signalbox.simulator;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.worker.core.Authority;
import dev.signalbox.worker.core.ClaimRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One delivery of an attempt in a slot: its claim, its authority, and the wish that it stops. */
final class Session {
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration LONGEST_TICK = Duration.ofSeconds(5);
  private static final int TICKS_PER_TTL = 12;

  final World world;
  final WorkerProcess worker;
  final WorkerProcess.Slot slot;
  final Lane.Delivery delivery;
  final UUID nonce;
  Footprint footprint;
  Repository.@Nullable Written claim;
  boolean confirmed;
  boolean over;
  private Authority authority;
  private boolean renewing;
  private @Nullable String stop;
  private Runnable onStop = () -> {};

  Session(WorkerProcess worker, WorkerProcess.Slot slot, Lane.Delivery delivery) {
    this.world = worker.world;
    this.worker = worker;
    this.slot = slot;
    this.delivery = delivery;
    this.nonce = world.nextId();
    this.footprint = delivery.record().footprint();
    this.authority = new Authority(ttl(), worker.nanos(), worker.wall());
  }

  void begin() {
    at(Point.DELIVERED, () -> new ClaimSteps(this).claim());
  }

  AttemptRef attempt() {
    return delivery.record().attempt();
  }

  Duration ttl() {
    return delivery.record().ttl();
  }

  ClaimHandle handle() {
    return new ClaimHandle(World.REPOSITORY, attempt(), nonce, ttl());
  }

  ClaimRequest request(Footprint wanted) {
    return new ClaimRequest(World.REPOSITORY, attempt(), worker.id, nonce, wanted, ttl());
  }

  ClaimRecord record() {
    return ClaimRecord.open(attempt(), nonce, footprint);
  }

  /** Goes on after the time a step takes, unless something befalls the worker there. */
  void at(Point point, Runnable next) {
    worker.strike(world.mischief.at(point, attempt()));
    worker.later(world.mischief.latency(Link.GIT), next);
  }

  /** The first reason counts. */
  void stop(String reason) {
    if (stop == null && !over) {
      stop = reason;
      onStop.run();
    }
  }

  Optional<String> stopReason() {
    if (authority.isLost(worker.nanos(), worker.wall())) {
      stop("the claim could not be renewed in time");
    }
    return Optional.ofNullable(stop);
  }

  /** What is to be done at once when the attempt shall stop. */
  void whenStopped(Runnable action) {
    onStop = action;
  }

  /** Asks the lock-service until it answers, or until it is given up. */
  <A> void ask(
      Supplier<A> question, Consumer<A> then, BooleanSupplier givenUp, Runnable otherwise) {
    Runnable again =
        () -> {
          if (givenUp.getAsBoolean()) {
            otherwise.run();
          } else {
            worker.later(RETRY, () -> ask(question, then, givenUp, otherwise));
          }
        };
    askOnce(question, then, again);
  }

  <A> void askOnce(Supplier<A> question, Consumer<A> then, Runnable unanswered) {
    world.timeline.after(
        world.mischief.latency(Link.CLAIMS),
        () -> {
          Optional<A> answer = answer(question);
          Duration back = world.mischief.latency(Link.CLAIMS);
          worker.later(
              back, answer.map(known -> (Runnable) () -> then.accept(known)).orElse(unanswered));
        });
  }

  /** Asks for the claim to live on, and says whether it does. */
  void renew(Runnable stands, Runnable gone, Runnable unanswered) {
    long sentNanos = worker.nanos();
    Instant sentAt = worker.wall();
    askOnce(
        () -> world.locks.renew(handle()),
        answer -> {
          if (answer instanceof ClaimAnswer.Granted) {
            proven(sentNanos, sentAt);
            stands.run();
          } else {
            stop("the claim is gone");
            gone.run();
          }
        },
        unanswered);
  }

  void proven(long sentNanos, Instant sentAt) {
    authority = authority.provenBy(sentNanos, sentAt);
  }

  /** Renews the claim from now on, as long as the attempt has it. */
  void keep() {
    worker.later(tick(), this::watch);
  }

  /** Sends an event without waiting for the broker. */
  void announce(TaskEvent event) {
    world.broker.publish(event, () -> {});
  }

  /** Sends an event, and goes on when the broker has it. */
  void publish(TaskEvent event, Runnable then) {
    world.broker.publish(event, () -> worker.later(Duration.ZERO, then));
  }

  void leaveSlot() {
    over = true;
    slot.done();
  }

  private <A> Optional<A> answer(Supplier<A> question) {
    if (world.mischief.isLost(Link.CLAIMS)) {
      return Optional.empty();
    }
    A answer = question.get();
    boolean unanswered =
        answer instanceof ClaimAnswer.Recovering || world.mischief.isLost(Link.CLAIMS);
    return unanswered ? Optional.empty() : Optional.of(answer);
  }

  private void watch() {
    if (over) {
      return;
    }
    boolean due = authority.isRenewalDue(worker.nanos(), worker.wall());
    if (stopReason().isEmpty() && due && !renewing) {
      renewing = true;
      Runnable done = () -> renewing = false;
      renew(done, done, done);
    }
    worker.later(tick(), this::watch);
  }

  private Duration tick() {
    Duration tick = ttl().dividedBy(TICKS_PER_TTL);
    return tick.compareTo(LONGEST_TICK) > 0 ? LONGEST_TICK : tick;
  }
}
