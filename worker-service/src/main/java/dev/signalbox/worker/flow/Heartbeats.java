package dev.signalbox.worker.flow;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.worker.adapter.kafka.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says that the worker lives: regularly, and soon after its slots changed. */
public final class Heartbeats {

  private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
  private static final long COALESCE_MILLIS = 250;

  private final Publisher publisher;
  private final WorkerIdentity identity;
  private final SlotGate gate;
  private final ScheduledExecutorService clock;
  private final AtomicBoolean pending = new AtomicBoolean();
  private final RunningAttempts attempts = new RunningAttempts(this::soon);
  private volatile boolean left = true;

  public Heartbeats(
      Publisher publisher, WorkerIdentity identity, SlotGate gate, ScheduledExecutorService clock) {
    this.publisher = publisher;
    this.identity = identity;
    this.gate = gate;
    this.clock = clock;
  }

  /** Whose heartbeats they are. */
  WorkerId worker() {
    return identity.worker();
  }

  /** The attempts that the heartbeats speak of. */
  public RunningAttempts attempts() {
    return attempts;
  }

  /** Sends the first one, which registers the worker, and goes on. */
  void start(Duration every) {
    left = false;
    gate.onChange(this::soon);
    beat().join();
    ScheduledFuture<?> unused =
        clock.scheduleAtFixedRate(
            this::beatOn, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says that the worker leaves, holding nothing. */
  void leave() {
    left = true;
    publisher
        .publish(
            new WorkerMessage.Left(
                UUID.randomUUID(), Instant.now(), identity.worker(), identity.instance()))
        .join();
  }

  private void soon() {
    if (!left && pending.compareAndSet(false, true)) {
      ScheduledFuture<?> unused =
          clock.schedule(this::pendingBeat, COALESCE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void pendingBeat() {
    pending.set(false);
    beatOn();
  }

  /** A clock forgets a task that once threw, and a worker without heartbeats counts as dead. */
  private void beatOn() {
    try {
      CompletableFuture<Void> unused = beat();
    } catch (RuntimeException failure) {
      LOG.error("a heartbeat could not be made", failure);
    }
  }

  private CompletableFuture<Void> beat() {
    if (left) {
      return CompletableFuture.completedFuture(null);
    }
    SlotGate.Offer offer = gate.offer();
    WorkerMessage heartbeat =
        new WorkerMessage.Heartbeat(
            UUID.randomUUID(),
            Instant.now(),
            identity.worker(),
            identity.instance(),
            identity.host(),
            ProcessHandle.current().pid(),
            offer.slots(),
            identity.slots(),
            identity.skills(),
            attempts.refs(),
            identity.lease(),
            offer.reading().cpuPercent(),
            offer.reading().memoryPercent(),
            offer.reading().diskFreeBytes(),
            offer.allowance(),
            identity.profile());
    CompletableFuture<Void> sent = publisher.publish(heartbeat);
    return sent.whenComplete((_, failure) -> {
      if (failure != null) {
        LOG.warn("a heartbeat was not sent: {}", failure.getMessage());
      }
    });
  }
}
