package dev.signalbox.lock;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.Topics;
import dev.signalbox.lock.adapter.kafka.EventSender;
import dev.signalbox.lock.adapter.redis.RedisClaimStore;
import dev.signalbox.lock.adapter.redis.RedisConnection;
import dev.signalbox.lock.adapter.redis.RedisJournal;
import dev.signalbox.lock.adapter.redis.RedisTurns;
import dev.signalbox.lock.flow.ClaimController;
import dev.signalbox.lock.flow.ClaimDesk;
import dev.signalbox.lock.flow.LockMetrics;
import dev.signalbox.lock.flow.Problems;
import dev.signalbox.lock.flow.PublishJournal;
import dev.signalbox.lock.flow.RecoveryController;
import dev.signalbox.lock.flow.RedisReadiness;
import dev.signalbox.lock.flow.SweepClaims;
import dev.signalbox.lock.flow.TurnController;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.redisson.api.RedissonClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The whole object graph of the lock-service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LockSettings.class)
class LockConfiguration {

  @Bean(destroyMethod = "shutdown")
  RedissonClient redisson(LockSettings settings) {
    return RedisConnection.open(settings.redisUri());
  }

  @Bean
  RedisClaimStore claimStore(RedissonClient redisson, LockSettings settings) {
    return new RedisClaimStore(redisson, settings.closedRetention(), settings.recoveryInterval());
  }

  @Bean
  RedisTurns turns(RedissonClient redisson, LockSettings settings) {
    return new RedisTurns(redisson, settings.turnPresence());
  }

  @Bean
  RedisJournal journal(RedissonClient redisson) {
    return new RedisJournal(redisson);
  }

  /** The contracts' JSON; a request that leaves out a part is malformed. */
  @Bean
  JsonMapper json() {
    return MessageCodec.mapper()
        .rebuild()
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
        .build();
  }

  @Bean
  KafkaAdmin.NewTopics topics() {
    return new KafkaAdmin.NewTopics(
        Topics.all().stream().map(LockConfiguration::topic).toArray(NewTopic[]::new));
  }

  @Bean
  Producer<String, byte[]> producer(KafkaProperties kafka) {
    Map<String, Object> properties = kafka.buildProducerProperties();
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
  }

  @Bean
  LockMetrics metrics(MeterRegistry registry) {
    return new LockMetrics(registry);
  }

  @Bean
  PublishJournal publishJournal(
      RedisClaimStore store,
      RedisJournal journal,
      Producer<String, byte[]> producer,
      LockMetrics metrics,
      LockSettings settings) {
    return new PublishJournal(
        store, journal, new EventSender(producer), metrics, settings.sweepInterval());
  }

  @Bean
  SweepClaims sweepClaims(
      RedisClaimStore store, PublishJournal publisher, LockMetrics metrics, LockSettings settings) {
    return new SweepClaims(store, publisher, metrics, settings.sweepInterval());
  }

  @Bean
  ClaimDesk claimDesk(
      RedisClaimStore store, PublishJournal publisher, LockMetrics metrics, LockSettings settings) {
    return new ClaimDesk(store, publisher, metrics, settings.claimTtl(), settings.renewEvery());
  }

  @Bean
  ClaimController claimController(ClaimDesk desk) {
    return new ClaimController(desk);
  }

  @Bean
  RecoveryController recoveryController(RedisClaimStore store) {
    return new RecoveryController(store);
  }

  @Bean
  TurnController turnController(RedisTurns turns, LockSettings settings) {
    return new TurnController(turns, settings.turnTtl());
  }

  @Bean
  RedisReadiness redisHealthIndicator(RedissonClient redisson) {
    return new RedisReadiness(redisson);
  }

  @Bean
  Problems problems() {
    return new Problems();
  }

  private static NewTopic topic(Topics.Topic topic) {
    TopicBuilder builder = TopicBuilder.name(topic.name()).partitions(topic.partitions());
    return topic.compacted() ? builder.compact().build() : builder.build();
  }
}
