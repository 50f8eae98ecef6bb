package dev.signalbox.lock.flow;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.lock.adapter.kafka.EventSender;
import dev.signalbox.lock.adapter.redis.RedisJournal;
import dev.signalbox.lock.core.ClaimStore;
import dev.signalbox.lock.core.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Tells what the journals hold: at once where something has just happened, and every interval
 * everywhere, for what another replica or an earlier run left. An entry is forgotten only when the
 * broker has its event, so it may be told twice, under the same id.
 */
public final class PublishJournal extends RepeatingTask {
  private static final Duration TOGETHER = Duration.ofMillis(5);

  private final ClaimStore store;
  private final RedisJournal journal;
  private final EventSender sender;
  private final LockMetrics metrics;
  private final Duration interval;
  private final BlockingQueue<RepositoryId> woken = new LinkedBlockingQueue<>();
  private final Set<RepositoryId> waiting = ConcurrentHashMap.newKeySet();
  private long lookedEverywhere = System.nanoTime();

  public PublishJournal(
      ClaimStore store,
      RedisJournal journal,
      EventSender sender,
      LockMetrics metrics,
      Duration interval) {
    super("publish-journal", interval);
    this.store = store;
    this.journal = journal;
    this.sender = sender;
    this.metrics = metrics;
    this.interval = interval;
  }

  /** Something happened in this repository. */
  void wake(RepositoryId repository) {
    if (waiting.add(repository)) {
      woken.add(repository);
    }
  }

  @Override
  void round() throws InterruptedException, ExecutionException {
    Duration left = interval.minusNanos(System.nanoTime() - lookedEverywhere);
    RepositoryId next = woken.poll(left.toNanos(), TimeUnit.NANOSECONDS);
    if (next != null) {
      // What happens within these milliseconds is told together: a telling costs as much as claims.
      pause(TOGETHER);
      waiting.remove(next);
      publish(next);
      return;
    }
    lookedEverywhere = System.nanoTime();
    for (RepositoryId repository : store.repositories()) {
      publish(repository);
    }
  }

  private void publish(RepositoryId repository) throws InterruptedException, ExecutionException {
    List<JournalEntry> entries = journal.oldest(repository);
    while (!entries.isEmpty()) {
      sender.send(entries.stream().map(JournalEntry::event).toList());
      journal.forget(repository, entries);
      entries.forEach(metrics::told);
      entries = journal.oldest(repository);
    }
  }
}
