package dev.signalbox.scheduler.core.fleet;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.load.Tiers;
import dev.signalbox.common.message.WorkerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a worker.
 *
 * @param instance its start; absent while it is only expected, or to be shown again
 * @param heardAt by this process' clock
 * @param counts whether its slots are offered: a heartbeat from the past proves no life
 */
record Member(
    @Nullable UUID instance,
    int slots,
    Load load,
    Set<String> skills,
    Duration lease,
    Instant heardAt,
    boolean counts) {

  static Member of(WorkerMessage.Heartbeat beat, Instant now, boolean fresh) {
    return new Member(
        beat.instance(),
        beat.slots(),
        Load.of(beat.worker(), beat),
        Set.copyOf(beat.skills()),
        beat.lease(),
        now,
        fresh);
  }

  static Member expected(Instant now, Duration lease) {
    return new Member(null, 0, Load.none(0), Set.of(), lease, now, false);
  }

  static Member everlasting(int slots) {
    return new Member(
        null, slots, Load.none(slots), Set.of(), Duration.ofDays(1), Instant.MAX, true);
  }

  Member heardAt(Instant now) {
    return new Member(instance, slots, load, skills, lease, now, counts);
  }

  /** The same, of a start that is not known. */
  Member unproven() {
    return new Member(null, slots, load, skills, lease, heardAt, counts);
  }

  /** Whether it has shown itself, and is not only expected. */
  boolean isKnown() {
    return instance != null;
  }

  boolean isOtherStartThan(UUID start) {
    return !start.equals(instance);
  }

  boolean isExpired(Instant now) {
    return Duration.between(heardAt, now).compareTo(lease) > 0;
  }

  boolean serves(Lane lane) {
    return skills.containsAll(lane.skills());
  }

  /** The most of its slots that may be used under its load. */
  int ceiling(Tiers tiers) {
    return tiers.ceiling(load.cpu(), load.memory(), load.capacity());
  }

  WorkerView view(WorkerId worker) {
    return new WorkerView(worker, slots, skills.stream().sorted().toList(), heardAt);
  }
}
