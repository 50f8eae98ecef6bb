package dev.signalbox.simulator;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a plan would take.
 *
 * @param makespan from the plan's start to its last merge
 * @param efficiency busy time of the workers over all their time, from 0 to 1
 * @param waits the time tasks spend waiting, summed over tasks, by what they wait for
 */
public record Forecast(
    Policy policy, Duration makespan, double efficiency, SortedMap<String, Duration> waits) {
  public Forecast {
    waits = Collections.unmodifiableSortedMap(new TreeMap<>(waits));
  }
}
