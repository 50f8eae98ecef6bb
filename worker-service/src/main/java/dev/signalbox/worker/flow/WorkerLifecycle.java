package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Topics;
import dev.signalbox.worker.adapter.kafka.TopicSetup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the worker in order, and ends it so that nothing is lost and nobody waits for it. */
public final class WorkerLifecycle implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerLifecycle.class);
  private static final Duration LOOK = Duration.ofMillis(50);

  private static final String ENDING = "the worker ends";

  private final Parts parts;
  private final Capacity capacity;
  private final Timing timing;
  private final List<SlotLoop> slots;
  private final ControlLoop controls;
  private final PeopleLoop people;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;
  private volatile boolean hastened;

  /** What is started and ended. */
  public record Parts(
      TopicSetup topics,
      LaneWatch lanes,
      Places places,
      Heartbeats heartbeats,
      AttemptSession session,
      Clients clients) {}

  /** Where slots and people work, and what sees people's attempts through. */
  public record Places(Workplaces slots, PeoplePlaces people, AttemptSession peoples) {}

  /** What decides how many slots take work. */
  public record Capacity(SlotGate gate, LoadWatch load, ScheduledExecutorService clock) {}

  /** How often and how long. */
  public record Timing(Duration heartbeat, Duration laneRefresh, Duration drain) {}

  public WorkerLifecycle(Parts parts, Capacity capacity, Timing timing, int slots) {
    this.parts = parts;
    this.capacity = capacity;
    this.timing = timing;
    this.slots =
        IntStream.rangeClosed(1, slots)
            .mapToObj(slot ->
                new SlotLoop(
                    slot, () -> parts.clients().lanes(slot), parts.session(), capacity.gate()))
            .toList();
    this.people =
        new PeopleLoop(parts.clients()::people, parts.places().peoples(), capacity.gate());
    this.controls =
        new ControlLoop(
            parts.clients()::controls,
            parts.heartbeats().attempts(),
            parts.heartbeats().worker(),
            capacity.gate());
  }

  @Override
  public void start() {
    try {
      parts.topics().prepare();
      while (!parts.topics().hasLeaders()) {
        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      }
      parts.lanes().look();
      parts.topics().prepareLane(Topics.PEOPLE);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted at start", interrupted);
    }
    parts.places().slots().recover();
    parts.places().people().recover();
    running = true;
    capacity.load().start(capacity.clock());
    parts.heartbeats().start(timing.heartbeat());
    begin("controls", controls);
    begin("lanes", this::watchLanes);
    begin("people", people);
    for (int slot = 0; slot < slots.size(); slot++) {
      begin("slot-" + (slot + 1), slots.get(slot));
    }
  }

  @Override
  public void stop() {
    running = false;
    capacity.gate().end(ENDING);
    slots.forEach(SlotLoop::end);
    people.end();
    parts.heartbeats().attempts().stopPeople(ENDING);
    LOG.info("the worker takes no more work and ends within {}", timing.drain());
    try {
      awaitIdle();
      parts.heartbeats().attempts().all().forEach(attempt -> attempt.stop(ENDING));
      controls.end();
      for (Thread thread : threads) {
        thread.join();
      }
      // What was taken while the others were asked to stop.
      parts.heartbeats().attempts().stopPeople(ENDING);
      people.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    capacity.load().stop();
    parts.heartbeats().leave();
    LOG.info("the worker has left");
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** The end must not wait any longer: running attempts are stopped, and what they have is kept. */
  public void hasten() {
    hastened = true;
  }

  /** Whether the worker takes nothing new. */
  public boolean isDraining() {
    return capacity.gate().isDraining();
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
    while (!hastened
        && !parts.heartbeats().attempts().all().isEmpty()
        && System.nanoTime() < deadline) {
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
