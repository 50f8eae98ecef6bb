package dev.signalbox.scheduler.core.schedule;

import java.time.Duration;

/**
 * How long what is over, or not here yet, is kept in memory.
 *
 * @param disposal how long a plan stays whose tasks are final and whose attempts are over (S4-12)
 * @param earlyEvents how many events wait for plans that are not here
 * @param earlyAge how long each of them waits
 */
public record Memory(Duration disposal, int earlyEvents, Duration earlyAge) {
  public static final Memory DEFAULTS =
      new Memory(Duration.ofSeconds(2), 1000, Duration.ofMinutes(10));
}
