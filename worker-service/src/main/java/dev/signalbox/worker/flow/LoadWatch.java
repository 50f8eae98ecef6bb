package dev.signalbox.worker.flow;

import dev.signalbox.worker.core.scaling.CpuWindow;
import dev.signalbox.worker.core.scaling.Reading;
import dev.signalbox.worker.core.scaling.ScalingPolicy;
import dev.signalbox.worker.core.scaling.SlotAllowance;
import dev.signalbox.worker.core.scaling.SlotController;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the machine again and again, and opens the gate as far as it bears. When it cannot be
 * read, that is said once and all slots work.
 */
public final class LoadWatch {

  private static final Logger LOG = LoggerFactory.getLogger(LoadWatch.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int LOOKS = 5;

  private final Supplier<Supplier<Reading>> machine;
  private final ScalingPolicy policy;
  private final SlotGate gate;
  private final Duration window;
  private final CpuWindow cpu;
  private final SlotController controller;
  private @Nullable Supplier<Reading> open;
  private @Nullable ScheduledFuture<?> looking;

  /**
   * @param machine opens what reads the machine
   * @param window the load of the processor is that of this while, and steps are this far apart
   */
  public LoadWatch(
      Supplier<Supplier<Reading>> machine, ScalingPolicy policy, SlotGate gate, Duration window) {
    this.machine = machine;
    this.policy = policy;
    this.gate = gate;
    this.window = window;
    this.cpu = new CpuWindow(window);
    this.controller = new SlotController(policy, window, System.nanoTime());
  }

  /** Looks from now on. */
  synchronized void start(ScheduledExecutorService clock) {
    long pause = Math.min(LONGEST_PAUSE.toMillis(), Math.max(1, window.toMillis() / LOOKS));
    look();
    looking = clock.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  synchronized void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  private synchronized void look() {
    try {
      Reading moment = read();
      long now = System.nanoTime();
      Reading average =
          new Reading(
              cpu.add(moment.cpuPercent(), now),
              moment.memoryPercent(),
              moment.memoryFreeBytes(),
              moment.diskFreeBytes());
      gate.allow(controller.decide(average, now), shown(moment, average));
    } catch (RuntimeException | LinkageError unreadable) {
      LOG.warn("the machine's load cannot be read, so it limits nothing", unreadable);
      gate.allow(SlotAllowance.all(policy.slots()), Reading.UNKNOWN);
      stop();
    }
  }

  /** What others are told: without monitoring nobody shall draw conclusions from the load. */
  private Reading shown(Reading moment, Reading average) {
    if (!policy.monitoring()) {
      return new Reading(-1, -1, -1, moment.diskFreeBytes());
    }
    return average.cpuPercent() < 0 ? moment : average;
  }

  private Reading read() {
    Supplier<Reading> reader = open == null ? machine.get() : open;
    open = reader;
    return reader.get();
  }
}
