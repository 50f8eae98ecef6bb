package dev.signalbox.scheduler.adapter.kafka;

import dev.signalbox.common.message.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;

/** Makes topics before they are used, and tells their ids and sizes. */
public final class TopicSetup implements AutoCloseable {
  private static final List<String> CARRY_DOCUMENTS =
      List.of(Topics.SUBMISSIONS, Topics.REJECTED, Topics.CHANGES);
  private static final long PATIENCE_MS = 30_000;

  private final Admin admin;
  private final int largestMessage;
  private final Set<String> ready = ConcurrentHashMap.newKeySet();

  public TopicSetup(Clients clients) {
    this.admin = clients.admin();
    this.largestMessage = clients.largestMessage();
  }

  /** Creates what is missing of the topics that always exist, and waits until they can be used. */
  public void createAll() {
    Topics.all().forEach(topic -> create(topic.name(), topic.partitions(), topic.compacted()));
    awaitLeaders(Topics.all().stream().map(Topics.Topic::name).toList());
    Map<ConfigResource, Collection<AlterConfigOp>> sizes = new HashMap<>();
    for (String topic : CARRY_DOCUMENTS) {
      ConfigEntry size =
          new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(largestMessage));
      sizes.put(
          new ConfigResource(ConfigResource.Type.TOPIC, topic),
          List.of(new AlterConfigOp(size, AlterConfigOp.OpType.SET)));
    }
    waitFor(admin.incrementalAlterConfigs(sizes).all());
  }

  /** Creates the topic of a lane at its first use. */
  public void ensure(String topic) {
    if (ready.contains(topic)) {
      return;
    }
    create(topic, 1, false);
    awaitLeaders(List.of(topic));
  }

  /** The topic's own id, which a new topic of the same name does not share. */
  public String id(String topic) {
    return describe(topic).topicId().toString();
  }

  public int partitions(String topic) {
    return describe(topic).partitions().size();
  }

  /** The partition that a key goes to, by the rule of Kafka's own clients. */
  public static int partitionOf(String key, int partitions) {
    byte[] bytes = Utils.utf8(key);
    return Utils.toPositive(Utils.murmur2(bytes)) % partitions;
  }

  @Override
  public void close() {
    admin.close();
  }

  private void create(String name, int partitions, boolean compacted) {
    NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
    if (compacted) {
      topic.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw new KafkaException("cannot create topic " + name, failure.getCause());
      }
    } catch (InterruptedException interrupted) {
      throw stopped(interrupted);
    }
  }

  /** A record sent before the partition has a leader may be lost with its whole batch. */
  private void awaitLeaders(List<String> topics) {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    List<String> missing = new ArrayList<>(topics);
    while (!missing.isEmpty()) {
      missing.removeIf(this::hasLeaders);
      if (System.nanoTime() > end) {
        throw new KafkaException("no leaders for " + missing);
      }
      if (!missing.isEmpty()) {
        Utils.sleep(20);
      }
    }
    ready.addAll(topics);
  }

  private boolean hasLeaders(String topic) {
    try {
      TopicDescription found =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
      return found != null
          && found.partitions().stream().allMatch(partition -> partition.leader() != null);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new KafkaException("cannot describe topic " + topic, failure.getCause());
    } catch (InterruptedException interrupted) {
      throw stopped(interrupted);
    }
  }

  private TopicDescription describe(String topic) {
    Map<String, TopicDescription> found =
        waitFor(admin.describeTopics(List.of(topic)).allTopicNames());
    TopicDescription description = found.get(topic);
    if (description == null) {
      throw new KafkaException("no topic " + topic);
    }
    return description;
  }

  private static <T> T waitFor(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException failure) {
      throw new KafkaException(failure.getCause());
    } catch (InterruptedException interrupted) {
      throw stopped(interrupted);
    }
  }

  private static KafkaException stopped(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new KafkaException("interrupted", interrupted);
  }
}
