package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Topics;
import dev.signalbox.worker.adapter.kafka.TopicSetup;
import dev.signalbox.worker.core.Lanes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows the lanes this worker serves; finds new ones when it is told to look. */
public final class LaneWatch {

  private static final Logger LOG = LoggerFactory.getLogger(LaneWatch.class);

  private final TopicSetup topics;
  private final List<String> skills;
  private volatile Collection<String> served = Set.of();

  public LaneWatch(TopicSetup topics, List<String> skills) {
    this.topics = topics;
    this.skills = List.copyOf(skills);
  }

  Collection<String> served() {
    return served;
  }

  /** Looks for lanes; keeps what it knew when the broker does not answer. */
  void look() throws InterruptedException {
    try {
      SortedSet<String> found = Lanes.served(topics.names(), Topics.lane("default"), skills);
      for (String lane : found) {
        if (!served.contains(lane)) {
          topics.prepareLane(lane);
        }
      }
      served = List.copyOf(found);
    } catch (IllegalStateException unreachable) {
      LOG.warn("cannot look for lanes: {}", unreachable.getMessage());
    }
  }
}
