package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.adapter.jooq.NotOwnerException;
import dev.signalbox.scheduler.adapter.kafka.PartitionReaders.Place;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import dev.signalbox.scheduler.core.replay.RecordedFleet;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.flow.outbox.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decision thread: takes what came, makes a batch of it, and hands out what the batch says once
 * it is committed. After an error all that is in memory is discarded and loaded again.
 */
public final class DecisionLoop {
  private static final Logger LOG = LoggerFactory.getLogger(DecisionLoop.class);
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);
  private static final Duration AFTER_ERROR = Duration.ofMillis(500);

  /** A pause of this process in which others cannot be blamed for their silence. */
  private static final Duration ASLEEP = Duration.ofSeconds(2);

  private final BatchTools tools;
  private final Takeover takeover;
  private final Outbox outbox;
  private final Submitters submitters;
  private final InstantSource clock;
  private final Holdings holdings;
  private final DecisionQueue queue = new DecisionQueue();
  private final Thread thread;
  private Consumer<List<Place>> moveReaders = places -> {};
  private Consumer<Work.Revoked> revoke = revocation -> {};
  private Consumer<RepositoryId> endRecovery = repository -> {};
  private Consumer<LateMerges.Sought> seek = repository -> {};
  private boolean workersRead;
  private boolean stale;
  private Instant lastTurn = Instant.EPOCH;
  private Instant lastShown = Instant.EPOCH;
  private volatile boolean running = true;
  private volatile boolean healthy;

  public DecisionLoop(
      BatchTools tools,
      Takeover takeover,
      Outbox outbox,
      Submitters submitters,
      RecordedFleet fleet,
      InstantSource clock) {
    this.tools = tools;
    this.takeover = takeover;
    this.outbox = outbox;
    this.submitters = submitters;
    this.clock = clock;
    this.holdings = new Holdings(fleet);
    this.thread = Thread.ofPlatform().name("decisions").unstarted(this::run);
  }

  /**
   * Begins.
   *
   * @param moveReaders makes the readers read from other places
   */
  public void start(
      Consumer<List<Place>> moveReaders,
      Revocations revocations,
      Reconciliation reconciliation,
      LateMerges merges) {
    this.moveReaders = moveReaders;
    this.revoke = revocations::ask;
    this.endRecovery = reconciliation::end;
    this.seek = merges::seek;
    lastTurn = clock.instant();
    thread.start();
  }

  /** Whether the last batch went well. */
  public boolean isHealthy() {
    return healthy;
  }

  public void stop() {
    running = false;
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  DecisionQueue queue() {
    return queue;
  }

  private void run() {
    while (running) {
      try {
        turn(queue.take(stale ? AFTER_ERROR : patience()));
      } catch (InterruptedException stopping) {
        break;
      } catch (RuntimeException failure) {
        LOG.warn("a batch failed; its state is loaded again", failure);
        healthy = false;
        stale = true;
      }
    }
  }

  private Duration patience() {
    return holdings
        .nextTimer()
        .map(timer -> Duration.between(clock.instant(), timer))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) < 0)
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .orElse(LONGEST_WAIT);
  }

  private void turn(List<Work> works) {
    if (stale) {
      reload();
    }
    long begun = System.nanoTime();
    works.forEach(this::handleNow);
    Instant now = clock.instant();
    boolean slept = Duration.between(lastTurn, now).compareTo(ASLEEP) > 0;
    if (slept) {
      awake(now);
    }
    lastTurn = now;
    boolean judge = workersRead && !slept && queue.isEmpty();
    finish(new Batch(tools, holdings, now).run(works, judge));
    healthy = true;
    if (!works.isEmpty()) {
      tools.metrics().decided(System.nanoTime() - begun);
    }
    show(now);
  }

  /** Nobody could be heard: what is judged by silence starts anew. */
  private void awake(Instant now) {
    holdings.fleet.restartLeases(now);
    holdings.all().forEach(owned -> owned.core.apply(new Input.Awoke(), now));
  }

  private void finish(BatchOutput output) {
    List<Outgoing> records = output.inSendingOrder();
    if (!records.isEmpty()) {
      tools.failPoint().reached(Step.COMMITTED);
      outbox.send(records);
      tools.failPoint().reached(Step.HANDED_OVER);
    }
    output.revocations.forEach(revoke);
    output.sought.forEach(seek);
    output.recovered.forEach(endRecovery);
    output.answers.forEach(submitters::answer);
  }

  private void handleNow(Work work) {
    switch (work) {
      case Work.Question question -> question.ask().accept(holdings);
      case Work.TakeOver takeOver -> takeOver(takeOver);
      case Work.GiveUp giveUp -> giveUp(giveUp);
      case Work.WorkersRead read -> {
        workersRead = true;
        holdings.fleet.restartLeases(clock.instant());
      }
      case Work.Submissions records -> {}
      case Work.Events records -> {}
      case Work.Workers workers -> {}
      case Work.Revoked revoked -> {}
      case Work.Learned learned -> {}
    }
  }

  private void takeOver(Work.TakeOver work) {
    long begun = System.nanoTime();
    try {
      Instant now = clock.instant();
      List<Place> places = new ArrayList<>();
      for (int partition : work.partitions()) {
        holdings.drop(partition);
        tools.tokens().discard();
        places.add(install(takeover.takeOver(partition, holdings, now), now));
      }
      holdings.fleet.restartLeases(now);
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      LOG.info("decides for partitions {}, loaded in {} ms", work.partitions(), millis);
      work.places().complete(places);
    } catch (RuntimeException failure) {
      work.places().completeExceptionally(failure);
    }
  }

  private Place install(Takeover.Loaded loaded, Instant now) {
    holdings.put(loaded.partition());
    outbox.send(loaded.unsent());
    Batch restored = new Batch(tools, holdings, now);
    loaded.said().forEach(said -> restored.tell(said.repository(), said.effects()));
    finish(restored.run(List.of(), false));
    return loaded.partition().place();
  }

  private void giveUp(Work.GiveUp work) {
    work.partitions().forEach(holdings::drop);
    LOG.info("no longer decides for partitions {}", work.partitions());
    work.done().complete(null);
  }

  /** Memory may be ahead of what is stored: takes up every partition from the store. */
  private void reload() {
    tools.metrics().reloaded();
    tools.tokens().discard();
    Instant now = clock.instant();
    List<Place> places = new ArrayList<>();
    for (OwnedPartition partition : holdings.partitions()) {
      try {
        Takeover.Loaded loaded = takeover.reload(partition, holdings, now);
        places.add(install(loaded, now));
      } catch (NotOwnerException taken) {
        LOG.info("partition {} was taken over", partition.number);
        holdings.drop(partition.number);
      }
    }
    moveReaders.accept(places);
    stale = false;
  }

  private void show(Instant now) {
    if (Duration.between(lastShown, now).toSeconds() >= 1) {
      tools.metrics().show(holdings, now);
      lastShown = now;
    }
  }
}
