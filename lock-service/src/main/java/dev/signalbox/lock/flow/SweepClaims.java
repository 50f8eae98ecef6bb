package dev.signalbox.lock.flow;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.lock.adapter.redis.RedisClaimStore;
import dev.signalbox.lock.core.ClaimStore;
import java.time.Duration;

/** Ends expired claims everywhere, every interval, so that an expiry is told though nobody asks. */
public final class SweepClaims extends RepeatingTask {
  private final RedisClaimStore store;
  private final PublishJournal publisher;
  private final LockMetrics metrics;
  private final Duration interval;

  public SweepClaims(
      RedisClaimStore store, PublishJournal publisher, LockMetrics metrics, Duration interval) {
    super("sweep-claims", interval);
    this.store = store;
    this.publisher = publisher;
    this.metrics = metrics;
    this.interval = interval;
  }

  @Override
  void round() throws InterruptedException {
    store.watchRun();
    int live = 0;
    for (RepositoryId repository : store.repositories()) {
      ClaimStore.Swept swept = store.sweep(repository);
      live += swept.live();
      if (swept.expired() > 0) {
        publisher.wake(repository);
      }
    }
    metrics.held(live);
    pause(interval);
  }
}
