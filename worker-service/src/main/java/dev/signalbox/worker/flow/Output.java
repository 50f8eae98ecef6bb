package dev.signalbox.worker.flow;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.worker.adapter.kafka.Publisher;
import dev.signalbox.worker.core.OutputLog;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends an attempt's output away while it runs, in a thread of its own: a task never waits. */
final class Output implements AutoCloseable {

  private static final long INTERVAL_MILLIS = 200;

  private final Publisher publisher;
  private final AttemptRef attempt;
  private final WorkerId worker;
  private final OutputLog log;
  private final CountDownLatch ended = new CountDownLatch(1);

  Output(Publisher publisher, AttemptRef attempt, WorkerId worker, long cap) {
    this.publisher = publisher;
    this.attempt = attempt;
    this.worker = worker;
    this.log = new OutputLog(cap);
    Thread.ofVirtual().name("output-" + attempt).start(this::ship);
  }

  OutputLog log() {
    return log;
  }

  /** The rest is sent behind the caller's back. */
  @Override
  public void close() {
    ended.countDown();
  }

  private void ship() {
    try {
      boolean over = false;
      while (!over) {
        over = ended.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        sendWaiting(over);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendWaiting(boolean over) {
    Optional<OutputLog.Piece> piece = log.next(over);
    while (piece.isPresent()) {
      send(piece.get().from(), piece.get().text(), false);
      piece = log.next(over);
    }
    if (over) {
      send(log.given(), "", true);
    }
  }

  private void send(long from, String text, boolean last) {
    publisher.publish(
        new LogChunk(UUID.randomUUID(), Instant.now(), attempt, worker, from, text, last));
  }
}
