package dev.signalbox.worker.flow;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.Topics;
import dev.signalbox.worker.adapter.kafka.ControlReader;
import dev.signalbox.worker.adapter.kafka.LaneConsumer;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Opens the worker's consumers, anew after each failure.
 *
 * @param connection to the brokers; a share consumer refuses settings that only others have
 * @param name of the worker, for client ids
 */
public record Clients(
    Map<String, Object> connection,
    String name,
    MessageCodec codec,
    LaneWatch watch,
    ScheduledExecutorService clock) {

  public Clients {
    connection = Map.copyOf(connection);
  }

  SlotLanes lanes(int slot) {
    return new SlotLanes(
        watch, topic -> new LaneConsumer(connection, topic, name + "-slot-" + slot, codec), clock);
  }

  LaneConsumer people() {
    return new LaneConsumer(connection, Topics.PEOPLE, name + "-people", codec);
  }

  ControlReader controls() {
    return new ControlReader(connection, name + "-controls", codec);
  }
}
