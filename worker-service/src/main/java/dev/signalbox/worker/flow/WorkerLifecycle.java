package dev.signalbox.worker.flow;

import dev.signalbox.worker.adapter.kafka.TopicSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the worker in order, and ends it so that nothing is lost and nobody waits for it. */
public final class WorkerLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Parts parts;
  private final Timing timing;
  private final List<SlotLoop> slots;
  private final ControlLoop controls;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  /** What is started and ended. */
  public record Parts(
      TopicSetup topics,
      LaneWatch lanes,
      Workplaces places,
      Heartbeats heartbeats,
      AttemptSession session,
      Clients clients) {}

  /** How often and how long. */
  public record Timing(Duration heartbeat, Duration laneRefresh, Duration drain) {}

  public WorkerLifecycle(Parts parts, Timing timing, int slots) {
    this.parts = parts;
    this.timing = timing;
    this.slots =
        IntStream.rangeClosed(1, slots)
            .mapToObj(
                slot -> new SlotLoop(slot, () -> parts.clients().lanes(slot), parts.session()))
            .toList();
    this.controls = new ControlLoop(parts.clients()::controls, parts.heartbeats().attempts());
  }

  @Override
  public void start() {
    try {
      parts.topics().prepare();
      while (!parts.topics().hasLeaders()) {
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      }
      parts.lanes().look();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at start", interrupted);
    }
    parts.places().recover();
    running = true;
    parts.heartbeats().start(timing.heartbeat());
    begin("controls", controls);
    begin("lanes", this::watchLanes);
    for (int slot = 0; slot < slots.size(); slot++) {
      begin("slot-" + (slot + 1), slots.get(slot));
    }
  }

  @Override
  public void stop() {
    running = false;
    slots.forEach(SlotLoop::drain);
    try {
      awaitIdle();
      parts.heartbeats().attempts().all().forEach(attempt -> attempt.stop("the worker ends"));
      controls.end();
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    parts.heartbeats().leave();
    LOG.info("the worker has left");
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Whether every slot takes work or is at work. */
  public boolean areSlotsAlive() {
    return running && slots.stream().allMatch(SlotLoop::isAlive);
  }

  private void begin(String name, Runnable loop) {
    threads.add(Thread.ofPlatform().name(name).start(loop));
  }

  private void awaitIdle() throws InterruptedException {
    long deadline = System.nanoTime() + timing.drain().toNanos();
    while (!parts.heartbeats().attempts().all().isEmpty() && System.nanoTime() < deadline) {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  private void watchLanes() {
    long next = System.nanoTime();
    try {
      while (running) {
        if (System.nanoTime() >= next) {
          parts.lanes().look();
          next = System.nanoTime() + timing.laneRefresh().toNanos();
        }
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
