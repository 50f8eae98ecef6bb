package dev.signalbox.lock.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.lock.core.ClaimFact;
import dev.signalbox.lock.core.ClaimStore;
import dev.signalbox.lock.core.ClaimStoreContract;
import dev.signalbox.lock.core.Claims;
import dev.signalbox.lock.core.JournalEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;

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

  @Test
  void whatIsOverLeavesOnlyItsTokenAndItsEvents() {
    AttemptRef a = Claims.attempt("a", 5);
    AttemptRef b = Claims.attempt("b", 6);
    store.claim(claims.request(a, 1, Footprint.writing("src/main/A.java", "doc/")));
    store.release(claims.handle(a, 1));
    store.claim(claims.request(a, 1, Footprint.WHOLE_REPOSITORY));
    store.revoke(claims.handle(b, 1));
    AttemptRef c = Claims.attempt("c", 7);
    store.claim(claims.request(c, 1, Footprint.writing("x/y")));
    store.renew(claims.handle(c, 1));
    store.release(claims.handle(c, 1));
    told();
    String root = RepositoryKeys.root(repository);
    String closed = root + ":closed:" + Claims.PLAN + "/";
    assertThat(REDISSON.getKeys().getKeys(KeysScanOptions.defaults().pattern(root + "*")))
        .containsExactlyInAnyOrder(
            root + ":epoch", root + ":events", closed + "a", closed + "b", closed + "c");
  }
}
