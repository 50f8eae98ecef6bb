package dev.signalbox.lock.adapter.redis;

import static dev.signalbox.common.footprint.Footprint.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimAnswer.Closed;
import dev.signalbox.common.claim.ClaimAnswer.Denied;
import dev.signalbox.common.claim.ClaimAnswer.Granted;
import dev.signalbox.common.claim.ClaimAnswer.Lost;
import dev.signalbox.common.claim.ClaimAnswer.Recovering;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.Recovery;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.embedded.EmbeddedRedis;
import dev.signalbox.embedded.RedisSettings;
import dev.signalbox.lock.core.Claims;
import dev.signalbox.lock.core.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

  /** Interleaving 12: A sets its claim up again before anybody else gets what it holds. */
  @Test
  void afterAFlushHoldersSetUpTheirClaimsWhileOthersWait() {
    RedisClaimStore replica = store();
    granted(store.claim(first));
    assertThat(replica.claim(overlapping)).isInstanceOf(Denied.class);

    redisson.getKeys().flushall();

    Recovering recovering = (Recovering) store.claim(overlapping);
    assertThat(recovering.until()).isBetween(Instant.now(), Instant.now().plus(RECOVERY));
    assertThat(replica.claim(overlapping)).isInstanceOf(Recovering.class);
    assertThat(replica.amend(first)).isInstanceOf(Lost.class);
    assertThat(store.renew(claims.handle(A5, 1))).isInstanceOf(Lost.class);
    granted(store.reestablish(first));
    granted(store.reestablish(first));
    granted(store.renew(claims.handle(A5, 1)));
    assertThat(replica.amend(claims.request(A5, 1, writing("x")))).isInstanceOf(Recovering.class);
    assertThat(replica.repositories()).contains(repository);
    await()
        .atMost(DEADLINE)
        .untilAsserted(
            () -> assertThat(store.claim(overlapping)).isNotInstanceOf(Recovering.class));
    assertThat(replica.claim(overlapping)).isInstanceOf(Denied.class);
    granted(replica.claim(elsewhere));
  }

  /** What was closed is forgotten with the rest; what was closed since then is not. */
  @Test
  void aClaimIsNotSetUpAgainBesideAnotherDeliveryOrOnceItIsClosed() {
    granted(store.claim(first));
    redisson.getKeys().flushall();
    granted(store.reestablish(first));
    assertThat(store.reestablish(claims.request(A5, 2, writing("src/"))))
        .isInstanceOf(Denied.class);
    assertThat(store.reestablish(overlapping)).isInstanceOf(Denied.class);
    store.revoke(claims.handle(A5, 1));
    assertThat(store.reestablish(first)).isInstanceOf(Closed.class);
  }

  @Test
  void aRecoveryEndsWhenAllIsSetUpAgainButNotTheOneAfterIt() {
    granted(store.claim(first));
    assertThat(store.recoveries()).isEmpty();
    redisson.getKeys().flushall();
    store.sweep(repository);
    store.sweep(repository);
    Recovery recovery = store.recoveries().getFirst();
    assertThat(recovery.repository()).isEqualTo(repository);
    redisson.getKeys().flushall();
    store.sweep(repository);
    store.end(recovery);
    assertThat(store.claim(elsewhere)).isInstanceOf(Recovering.class);
    store.sweep(repository);
    store.end(store.recoveries().getFirst());
    granted(store.claim(elsewhere));
    assertThat(store.recoveries()).isEmpty();
  }

  @Test
  void aSweepNoticesAFlushThoughNobodyAsks() {
    granted(store.claim(first));
    redisson.getKeys().flushall();
    store.sweep(repository);
    assertThat(store().claim(elsewhere)).isInstanceOf(Recovering.class);
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
    assertThat(store.claim(elsewhere)).isInstanceOf(Recovering.class);
    await().atMost(DEADLINE).untilAsserted(() -> granted(store.claim(elsewhere)));
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
