package dev.signalbox.scheduler;

import dev.signalbox.scheduler.adapter.kafka.PartitionReaders;
import dev.signalbox.scheduler.adapter.kafka.TopicSetup;
import dev.signalbox.scheduler.adapter.kafka.WorkersReader;
import dev.signalbox.scheduler.flow.decide.DecisionLoop;
import dev.signalbox.scheduler.flow.decide.LateMerges;
import dev.signalbox.scheduler.flow.decide.Reconciliation;
import dev.signalbox.scheduler.flow.decide.Revocations;
import dev.signalbox.scheduler.flow.outbox.Outbox;
import org.springframework.context.SmartLifecycle;

/** Starts the threads so that each finds what it needs, and stops them the other way round. */
final class RunningScheduler implements SmartLifecycle {
  private final TopicSetup topics;
  private final Outbox outbox;
  private final DecisionLoop decisions;
  private final Revocations revocations;
  private final Reconciliation reconciliation;
  private final LateMerges merges;
  private final PartitionReaders readers;
  private final WorkersReader workers;
  private volatile boolean running;

  /** What is asked of others about claims. */
  record Locks(Revocations revocations, Reconciliation reconciliation, LateMerges merges) {}

  RunningScheduler(
      TopicSetup topics,
      Outbox outbox,
      DecisionLoop decisions,
      Locks locks,
      PartitionReaders readers,
      WorkersReader workers) {
    this.topics = topics;
    this.outbox = outbox;
    this.decisions = decisions;
    this.revocations = locks.revocations();
    this.reconciliation = locks.reconciliation();
    this.merges = locks.merges();
    this.readers = readers;
    this.workers = workers;
  }

  @Override
  public void start() {
    topics.createAll();
    outbox.start();
    decisions.start(readers::moveTo, revocations, reconciliation, merges);
    workers.start();
    readers.start();
    reconciliation.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    reconciliation.close();
    readers.stop();
    workers.stop();
    decisions.stop();
    outbox.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
