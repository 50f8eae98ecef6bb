package dev.signalbox.lock.flow;

import static dev.signalbox.common.footprint.Footprint.writing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.lock.adapter.kafka.EventSender;
import dev.signalbox.lock.adapter.redis.RedisClaimStore;
import dev.signalbox.lock.adapter.redis.RedisConnection;
import dev.signalbox.lock.adapter.redis.RedisJournal;
import dev.signalbox.lock.core.Claims;
import dev.signalbox.lock.core.JournalEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;

/** Interleaving 13: whoever should tell an event dies. */
class PublishJournalIT {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String NOBODY = "127.0.0.1:1";
  private static final RedissonClient REDISSON = RedisConnection.open(RealServices.redisUri());
  private static final Producer<String, byte[]> PRODUCER = producer(RealServices.kafkaBootstrap());

  private final RepositoryId repository = new RepositoryId("/journal/" + UUID.randomUUID());
  private final Claims claims = new Claims(repository);
  private final RedisClaimStore store =
      new RedisClaimStore(REDISSON, Duration.ofDays(30), Duration.ofSeconds(30));
  private final RedisJournal journal = new RedisJournal(REDISSON);

  @BeforeAll
  static void connect() throws InterruptedException, ExecutionException {
    Map<String, Object> properties =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, RealServices.kafkaBootstrap());
    try (Admin admin = Admin.create(properties)) {
      NewTopic events = new NewTopic(Topics.EVENTS, Optional.of(8), Optional.empty());
      admin.createTopics(List.of(events)).all().get();
    } catch (ExecutionException failure) {
      assertThat(failure).hasCauseInstanceOf(TopicExistsException.class);
    }
  }

  @AfterAll
  static void disconnect() {
    PRODUCER.close();
    REDISSON.shutdown();
  }

  @Test
  void aCrashBeforeForgettingTellsTheSameAgain() throws Exception {
    claimAndRelease();
    List<JournalEntry> entries = journal.oldest(repository);
    new EventSender(PRODUCER).send(entries.stream().map(JournalEntry::event).toList());

    PublishJournal afterTheCrash = publisher(PRODUCER);
    afterTheCrash.wake(repository);
    afterTheCrash.round();

    try (EventLog log = new EventLog(RealServices.kafkaBootstrap())) {
      await().atMost(DEADLINE).until(() -> log.of(repository).size() == 4);
      List<TaskEvent> told = log.of(repository);
      assertThat(told.subList(2, 4)).isEqualTo(told.subList(0, 2));
      assertThat(new HashSet<>(told)).hasSize(2);
    }
    assertThat(journal.oldest(repository)).isEmpty();
  }

  @Test
  void nothingIsForgottenThatTheBrokerDoesNotHave() {
    claimAndRelease();
    try (Producer<String, byte[]> lost = producer(NOBODY)) {
      PublishJournal cutOff = publisher(lost);
      cutOff.wake(repository);
      assertThatExceptionOfType(ExecutionException.class).isThrownBy(cutOff::round);
    }
    assertThat(journal.oldest(repository)).hasSize(2);
  }

  @Test
  void whatAnEarlierRunLeftIsToldThoughNobodyWakesThePublisher() {
    claimAndRelease();
    PublishJournal later = publisher(PRODUCER);
    later.start();
    try (EventLog log = new EventLog(RealServices.kafkaBootstrap())) {
      await().atMost(DEADLINE).until(() -> log.of(repository).size() == 2);
      assertThat(log.of(repository).getLast())
          .isInstanceOfSatisfying(
              TaskEvent.ClaimClosed.class,
              closed -> assertThat(closed.by()).isEqualTo(ClosedBy.RELEASE));
    } finally {
      later.stop();
    }
    assertThat(later.isRunning()).isFalse();
  }

  private void claimAndRelease() {
    store.claim(claims.request(Claims.attempt("a", 5), 1, writing("src/")));
    store.release(claims.handle(Claims.attempt("a", 5), 1));
  }

  private PublishJournal publisher(Producer<String, byte[]> to) {
    return new PublishJournal(
        store,
        journal,
        new EventSender(to),
        new LockMetrics(new SimpleMeterRegistry()),
        Duration.ofMillis(100));
  }

  private static Producer<String, byte[]> producer(String bootstrap) {
    Map<String, Object> properties =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            bootstrap.equals(NOBODY) ? 200L : 20_000L);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }
}
