package dev.signalbox.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Broker settings of a single small node whose share groups answer quickly. */
final class BrokerProperties {

  static final int NODE = 1;
  static final String CONTROLLER = "CONTROLLER";

  private static final String LOOPBACK = "127.0.0.1:";

  private BrokerProperties() {}

  static Map<String, String> of(
      Path data, int port, int controllerPort, Map<String, String> overrides) {
    Map<String, String> all = new LinkedHashMap<>();
    network(all, port, controllerPort);
    all.put("log.dirs", data.toString());
    all.put("num.partitions", "1");
    all.put("auto.create.topics.enable", "false");
    oneReplica(all);
    // After a kill the controller waits for the old broker's session to run out: 9 s by default.
    all.put("broker.session.timeout.ms", "4000");
    all.put("broker.heartbeat.interval.ms", "1000");
    small(all);
    quickGroups(all);
    all.putAll(overrides);
    return all;
  }

  private static void network(Map<String, String> all, int port, int controllerPort) {
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(NODE));
    all.put("controller.quorum.voters", NODE + "@" + LOOPBACK + controllerPort);
    all.put("controller.listener.names", CONTROLLER);
    all.put("inter.broker.listener.name", "PLAINTEXT");
    all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    String broker = "PLAINTEXT://" + LOOPBACK + port;
    all.put("listeners", broker + "," + CONTROLLER + "://" + LOOPBACK + controllerPort);
    all.put("advertised.listeners", broker);
  }

  private static void oneReplica(Map<String, String> all) {
    all.put("offsets.topic.replication.factor", "1");
    all.put("offsets.topic.num.partitions", "1");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.state.log.num.partitions", "1");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void small(Map<String, String> all) {
    all.put("num.network.threads", "1");
    all.put("num.io.threads", "2");
    all.put("num.recovery.threads.per.data.dir", "1");
    all.put("background.threads", "2");
    all.put("log.cleaner.dedupe.buffer.size", "4194304"); // the default reserves 128 MB
  }

  private static void quickGroups(Map<String, String> all) {
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("group.share.heartbeat.interval.ms", "500");
    all.put("group.share.min.heartbeat.interval.ms", "500");
    all.put("group.share.assignment.interval.ms", "0");
    all.put("group.share.min.record.lock.duration.ms", "1000");
  }
}
