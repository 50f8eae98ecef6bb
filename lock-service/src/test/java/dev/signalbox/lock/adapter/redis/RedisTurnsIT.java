package dev.signalbox.lock.adapter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.claim.TurnAnswer;
import dev.signalbox.common.claim.TurnAnswer.Taken;
import dev.signalbox.common.claim.TurnAnswer.Waiting;
import dev.signalbox.common.claim.TurnRequest;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.lock.core.Claims;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

class RedisTurnsIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration MOMENT = Duration.ofMillis(200);
  private static final AttemptRef A = Claims.attempt("a", 5);
  private static final AttemptRef B = Claims.attempt("b", 6);
  private static final AttemptRef C = Claims.attempt("c", 4);
  private static final RedissonClient REDISSON = RedisConnection.open(RealServices.redisUri());

  private final Claims claims = new Claims(new RepositoryId("/turns/" + UUID.randomUUID()));
  private final RedisTurns turns = new RedisTurns(REDISSON, MINUTE);

  @AfterAll
  static void disconnect() {
    REDISSON.shutdown();
  }

  @Test
  void turnsGoInTheOrderOfAsking() {
    assertThat(take(A)).isInstanceOf(Taken.class);
    assertThat(take(B)).isEqualTo(new Waiting(1));
    assertThat(take(C)).isEqualTo(new Waiting(2));
    assertThat(take(B)).isEqualTo(new Waiting(1));
    assertThat(turns.release(request(A, MINUTE))).isEqualTo(new Waiting(2));
    assertThat(take(C)).isEqualTo(new Waiting(1));
    assertThat(take(A)).isEqualTo(new Waiting(2));
    assertThat(take(B)).isInstanceOf(Taken.class);
  }

  @Test
  void theHolderMayAskAgain() {
    Taken first = (Taken) take(A);
    Taken again = (Taken) take(A);
    assertThat(again.until()).isAfterOrEqualTo(first.until());
    assertThat(turns.take(new TurnRequest(claims.handle(A, 2, MINUTE), "main")))
        .isEqualTo(new Waiting(1));
  }

  @Test
  void branchesHaveTurnsOfTheirOwn() {
    assertThat(take(A)).isInstanceOf(Taken.class);
    assertThat(turns.take(new TurnRequest(claims.handle(B, 1, MINUTE), "release")))
        .isInstanceOf(Taken.class);
  }

  @Test
  void aTurnEndsWithItsLease() {
    assertThat(turns.take(request(A, MOMENT))).isInstanceOf(Taken.class);
    assertThat(take(B)).isEqualTo(new Waiting(1));
    await().atMost(Duration.ofSeconds(10)).until(() -> take(B) instanceof Taken);
    assertThat(turns.release(request(A, MINUTE))).isEqualTo(new Waiting(0));
    assertThat(take(C)).isEqualTo(new Waiting(1));
  }

  @Test
  void whoStopsAskingLosesItsPlace() {
    RedisTurns impatient = new RedisTurns(REDISSON, MOMENT);
    assertThat(impatient.take(request(A, MINUTE))).isInstanceOf(Taken.class);
    assertThat(impatient.take(request(B, MINUTE))).isEqualTo(new Waiting(1));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> impatient.take(request(C, MINUTE)).equals(new Waiting(1)));
    impatient.release(request(A, MINUTE));
    assertThat(impatient.take(request(C, MINUTE))).isInstanceOf(Taken.class);
  }

  @Test
  void aWaiterMayGiveUp() {
    take(A);
    take(B);
    take(C);
    turns.release(request(B, MINUTE));
    assertThat(take(C)).isEqualTo(new Waiting(1));
  }

  private TurnAnswer take(AttemptRef attempt) {
    return turns.take(request(attempt, MINUTE));
  }

  private TurnRequest request(AttemptRef attempt, Duration lease) {
    return new TurnRequest(claims.handle(attempt, 1, lease), "main");
  }
}
