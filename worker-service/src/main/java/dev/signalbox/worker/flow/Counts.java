package dev.signalbox.worker.flow;

import dev.signalbox.worker.core.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** The worker's numbers, for monitoring. */
public final class Counts {

  private final MeterRegistry registry;

  public Counts(MeterRegistry registry, RunningAttempts attempts, int slots) {
    this.registry = registry;
    registry.gauge("signalbox.worker.slots", slots);
    registry.gauge("signalbox.worker.slots.busy", attempts, RunningAttempts::busySlots);
  }

  /** What a delivered record came to. */
  void delivery(String result) {
    registry.counter("signalbox.worker.deliveries", "result", result).increment();
  }

  /** How an attempt ended. */
  void outcome(Outcome outcome) {
    String kind =
        outcome instanceof Outcome.Failed failed
            ? failed.kind().name().toLowerCase(Locale.ROOT)
            : "none";
    registry
        .counter("signalbox.worker.attempts", "outcome", outcome.label(), "kind", kind)
        .increment();
  }
}
