package dev.signalbox.worker.adapter.kafka;

import dev.signalbox.common.message.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the topics and the share groups ready before anybody uses them. */
public final class TopicSetup implements AutoCloseable {

  private static final String DELIVERIES = "10";

  private final Admin admin;
  private final short replication;

  /**
   * @param replication of new topics; -1 for the broker's default
   */
  public TopicSetup(Map<String, Object> settings, short replication) {
    this.admin = Admin.create(settings);
    this.replication = replication;
  }

  /** The share group of the workers on a lane. */
  static String group(String topic) {
    if (topic.equals(Topics.PEOPLE)) {
      return Topics.PEOPLE + ".desks";
    }
    String defaultLane = Topics.lane("default");
    int prefix = defaultLane.lastIndexOf('.');
    return Topics.WORKER_GROUP + topic.substring(prefix);
  }

  /** Creates the topics that are missing. */
  public void prepare() throws InterruptedException {
    for (Topics.Topic topic : Topics.all()) {
      create(topic);
    }
  }

  /** Sets the group of a lane to start at the oldest record; to be done before anybody joins. */
  public void prepareLane(String topic) throws InterruptedException {
    List<AlterConfigOp> changes = new ArrayList<>();
    Map.of("share.auto.offset.reset", "earliest", "share.delivery.count.limit", DELIVERIES)
        .forEach((name, value) ->
            changes.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, group(topic));
    try {
      admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("cannot configure the group of " + topic, failure);
    }
  }

  /** Whether every topic has a leader for each partition; records sent before may be lost. */
  public boolean hasLeaders() throws InterruptedException {
    List<String> names = Topics.all().stream().map(Topics.Topic::name).toList();
    try {
      Collection<TopicDescription> described =
          admin.describeTopics(names).allTopicNames().get().values();
      return described.stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.leader() != null && !partition.leader().isEmpty());
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new IllegalStateException("cannot describe the topics", failure);
    }
  }

  /** The names of all topics. */
  public Set<String> names() throws InterruptedException {
    try {
      return admin.listTopics().names().get();
    } catch (ExecutionException failure) {
      throw new IllegalStateException("cannot list the topics", failure);
    }
  }

  @Override
  public void close() {
    admin.close();
  }

  private void create(Topics.Topic topic) throws InterruptedException {
    Optional<Short> factor = replication < 0 ? Optional.empty() : Optional.of(replication);
    NewTopic wanted = new NewTopic(topic.name(), Optional.of(topic.partitions()), factor);
    if (topic.compacted()) {
      wanted.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("cannot create " + topic.name(), failure);
      }
    }
  }
}
