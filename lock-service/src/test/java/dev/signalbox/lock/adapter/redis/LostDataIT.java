package dev.signalbox.lock.adapter.redis;

import static dev.signalbox.common.footprint.Footprint.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimAnswer.Denied;
import dev.signalbox.common.claim.ClaimAnswer.Granted;
import dev.signalbox.common.claim.ClaimAnswer.Lost;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.embedded.EmbeddedRedis;
import dev.signalbox.embedded.RedisSettings;
import dev.signalbox.lock.core.Claims;
import dev.signalbox.lock.core.LostDataException;
import dev.signalbox.lock.core.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RedissonClient;

/** Interleaving 12: Redis is flushed or restarted while claims stand. */
class LostDataIT {
  private static final Duration RECOVERY = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final AttemptRef A5 = Claims.attempt("a", 5);
  private static final AttemptRef B6 = Claims.attempt("b", 6);
  private static final AttemptRef C7 = Claims.attempt("c", 7);

  private final RepositoryId repository = new RepositoryId("/lost");
  private final Claims claims = new Claims(repository);
  private final ClaimRequest first = claims.request(A5, 1, writing("src/"));
  private final ClaimRequest overlapping = claims.request(B6, 2, writing("src/a"));
  private final ClaimRequest elsewhere = claims.request(C7, 3, writing("doc/"));

  @TempDir private Path home;
  private EmbeddedRedis redis;
  private RedissonClient redisson;
  private RedisClaimStore store;

  @BeforeEach
  void start() {
    redis = EmbeddedRedis.start(RedisSettings.in(home).withAppendFsync("always"));
    redisson = RedisConnection.open(redis.uri());
    store = store();
    store.watchRun();
  }

  @AfterEach
  void stop() {
    redisson.shutdown();
    redis.close();
  }

  @Test
  void nothingNewIsGrantedAfterAFlushUntilHoldersHaveNoticed() {
    RedisClaimStore replica = store();
    granted(store.claim(first));
    assertThat(replica.claim(overlapping)).isInstanceOf(Denied.class);

    redisson.getKeys().flushall();

    assertThatExceptionOfType(LostDataException.class)
        .isThrownBy(() -> store.claim(overlapping))
        .satisfies(lost -> assertThat(lost.retryAfter()).isBetween(Duration.ZERO, RECOVERY));
    assertThatExceptionOfType(LostDataException.class).isThrownBy(() -> replica.claim(overlapping));
    assertThat(store.renew(claims.handle(A5, 1))).isInstanceOf(Lost.class);
    assertThat(replica.repositories()).contains(repository);
    await()
        .atMost(DEADLINE)
        .ignoreException(LostDataException.class)
        .untilAsserted(() -> granted(store.claim(overlapping)));
    assertThat(replica.claim(first)).isInstanceOf(Denied.class);
  }

  @Test
  void aSweepNoticesAFlushThoughNobodyAsks() {
    granted(store.claim(first));
    redisson.getKeys().flushall();
    store.sweep(repository);
    assertThatExceptionOfType(LostDataException.class).isThrownBy(() -> store().claim(elsewhere));
  }

  @Test
  void aFirstContactIsNoLoss() {
    granted(store().claim(first));
  }

  @Test
  void aRestartKeepsClaimsAndPausesNewOnes() {
    granted(store.claim(first));
    restart();
    await()
        .atMost(DEADLINE)
        .ignoreException(StoreUnavailableException.class)
        .untilAsserted(() -> store.watchRun());
    granted(store.renew(claims.handle(A5, 1)));
    granted(store.claim(first));
    assertThatExceptionOfType(LostDataException.class).isThrownBy(() -> store.claim(elsewhere));
    await()
        .atMost(DEADLINE)
        .ignoreException(LostDataException.class)
        .untilAsserted(() -> granted(store.claim(elsewhere)));
    assertThat(store.claim(overlapping)).isInstanceOf(Denied.class);
  }

  @Test
  void anUnreachableRedisIsSaidToBe() {
    redis.close();
    assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.claim(first));
    assertThat(RedisConnection.answers(redisson)).isFalse();
    redis = EmbeddedRedis.start(RedisSettings.in(home).withPort(redis.port()));
    await().atMost(DEADLINE).until(() -> RedisConnection.answers(redisson));
  }

  private void restart() {
    int port = redis.port();
    redis.close();
    redis = EmbeddedRedis.start(RedisSettings.in(home).withPort(port));
  }

  private RedisClaimStore store() {
    return new RedisClaimStore(redisson, Duration.ofDays(30), RECOVERY);
  }

  private static void granted(ClaimAnswer answer) {
    assertThat(answer).isInstanceOf(Granted.class);
  }
}
