package dev.signalbox.dashboard.core;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WorkerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Heartbeats of workers that hold nothing. */
final class TestingBeats {
  static final UUID INSTANCE = UUID.fromString("00000000-0000-7000-8000-000000000001");

  private TestingBeats() {}

  static WorkerMessage.Heartbeat beat(String worker, Instant at, int slots) {
    return new WorkerMessage.Heartbeat(
        UUID.randomUUID(),
        at,
        new WorkerId(worker),
        INSTANCE,
        "host",
        7,
        slots,
        slots,
        List.of(),
        List.of(),
        Duration.ofSeconds(10),
        -1,
        -1,
        1,
        WorkerMessage.Allowance.unlimited(slots),
        WorkerMessage.Profile.PLAIN);
  }
}
