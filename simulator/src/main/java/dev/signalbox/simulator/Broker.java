package dev.signalbox.simulator;

import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.WorkerMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The topics: logs that are read by offset, and the lanes. */
final class Broker {
  final List<Submitted> submissions = new ArrayList<>();
  final List<TaskEvent> events = new ArrayList<>();
  final List<WorkerMessage> workers = new ArrayList<>();

  private final Timeline timeline;
  private final Mischief mischief;
  private final Map<String, Lane> lanes = new TreeMap<>();
  private Runnable arrived = () -> {};

  Broker(Timeline timeline, Mischief mischief) {
    this.timeline = timeline;
    this.mischief = mischief;
  }

  /** Whoever is to be told that there is something to read. */
  void onArrival(Runnable told) {
    this.arrived = told;
  }

  Lane lane(String name) {
    return lanes.computeIfAbsent(name, any -> new Lane(timeline));
  }

  void handOut() {
    lanes.values().forEach(Lane::handOut);
  }

  void submit(Submitted submitted) {
    put(Link.EVENTS, submitted, submissions::add);
  }

  /** Appends an event of a worker; calls back when it is in. */
  void publish(TaskEvent event, Runnable acknowledged) {
    timeline.after(
        mischief.latency(Link.EVENTS),
        () -> {
          put(Link.EVENTS, event, events::add);
          acknowledged.run();
        });
  }

  void journal(TaskEvent event) {
    timeline.after(mischief.latency(Link.JOURNAL), () -> put(Link.JOURNAL, event, events::add));
  }

  void beat(WorkerMessage message) {
    timeline.after(
        mischief.latency(Link.WORKERS),
        () -> {
          workers.add(message);
          arrived.run();
        });
  }

  private <T> void put(Link link, T record, Consumer<T> log) {
    log.accept(record);
    arrived.run();
    if (mischief.isRepeated(link)) {
      timeline.after(
          mischief.latency(link).multipliedBy(50),
          () -> {
            log.accept(record);
            arrived.run();
          });
    }
  }
}
