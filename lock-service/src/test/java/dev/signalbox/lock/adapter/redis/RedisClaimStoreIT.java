package dev.signalbox.lock.adapter.redis;

import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.lock.core.ClaimFact;
import dev.signalbox.lock.core.ClaimStore;
import dev.signalbox.lock.core.ClaimStoreContract;
import dev.signalbox.lock.core.JournalEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.redisson.api.RedissonClient;

/** The same rules in Redis. */
class RedisClaimStoreIT extends ClaimStoreContract {
  private static final RedissonClient REDISSON = RedisConnection.open(RealServices.redisUri());

  private final RedisClaimStore store =
      new RedisClaimStore(REDISSON, Duration.ofDays(30), Duration.ofSeconds(30));
  private final RedisJournal journal = new RedisJournal(REDISSON);

  @AfterAll
  static void disconnect() {
    REDISSON.shutdown();
  }

  @Override
  protected ClaimStore store() {
    return store;
  }

  @Override
  protected List<ClaimFact> told() {
    List<JournalEntry> entries = journal.oldest(repository);
    journal.forget(repository, entries);
    return entries.stream().map(JournalEntry::fact).toList();
  }
}
