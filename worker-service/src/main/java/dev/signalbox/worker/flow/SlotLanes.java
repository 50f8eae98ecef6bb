package dev.signalbox.worker.flow;

import dev.signalbox.worker.adapter.kafka.LaneConsumer;
import dev.signalbox.worker.adapter.kafka.LaneConsumer.Delivery;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * The lanes one slot takes work from, looked at in turn. While the slot works on a record of one
 * lane, records of the others may lie fetched and waiting for it; if the work lasts, those lanes
 * are left, which gives such records to other slots at once.
 */
final class SlotLanes implements AutoCloseable {

  private static final Duration ALONE = Duration.ofMillis(500);
  private static final Duration AMONG_OTHERS = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMillis(300);

  private final LaneWatch lanes;
  private final Function<String, LaneConsumer> open;
  private final ScheduledExecutorService clock;
  private Map<String, LaneConsumer> consumers = new LinkedHashMap<>();
  private Optional<Bench> bench = Optional.empty();

  /** A record, and the consumer to give it back to. */
  record Taken(LaneConsumer consumer, Delivery delivery) {}

  /** The consumers of the other lanes: taken back by the slot or closed, whoever is first. */
  private record Bench(Map<String, LaneConsumer> consumers, AtomicBoolean taken) {

    boolean take() {
      return taken.compareAndSet(false, true);
    }

    void leave() {
      if (take()) {
        consumers.values().forEach(LaneConsumer::close);
      }
    }
  }

  SlotLanes(LaneWatch lanes, Function<String, LaneConsumer> open, ScheduledExecutorService clock) {
    this.lanes = lanes;
    this.open = open;
    this.clock = clock;
  }

  /** Looks once at each lane. */
  Optional<Taken> poll() {
    Collection<String> served = lanes.served();
    Duration limit = served.size() == 1 ? ALONE : AMONG_OTHERS;
    for (String lane : served) {
      LaneConsumer consumer = consumers.computeIfAbsent(lane, open);
      Optional<Delivery> delivery = consumer.poll(limit);
      if (delivery.isPresent()) {
        keepOnly(lane, consumer);
        return Optional.of(new Taken(consumer, delivery.get()));
      }
    }
    return Optional.empty();
  }

  /** The slot is free again. */
  void resume() {
    bench.filter(Bench::take).ifPresent(waiting -> consumers.putAll(waiting.consumers()));
    bench = Optional.empty();
  }

  @Override
  public void close() {
    bench.ifPresent(Bench::leave);
    consumers.values().forEach(LaneConsumer::close);
  }

  private void keepOnly(String lane, LaneConsumer busy) {
    Map<String, LaneConsumer> others = new LinkedHashMap<>(consumers);
    others.remove(lane);
    consumers = new LinkedHashMap<>(Map.of(lane, busy));
    if (!others.isEmpty()) {
      Bench waiting = new Bench(others, new AtomicBoolean());
      bench = Optional.of(waiting);
      ScheduledFuture<?> unused =
          clock.schedule(
              () -> Thread.ofVirtual().start(waiting::leave),
              PATIENCE.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }
}
