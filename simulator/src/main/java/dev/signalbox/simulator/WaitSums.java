package dev.signalbox.simulator;

import dev.signalbox.common.message.WaitReason;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** How long tasks wait for what, summed over tasks. */
final class WaitSums {
  static final String NEEDS = "needs";
  static final String PATHS = "paths";
  static final String WORKERS = "workers";
  private static final String OTHER = "other";

  private final SortedMap<String, Duration> sums = new TreeMap<>();

  void add(String what, Duration time) {
    if (!time.isZero()) {
      sums.merge(what, time, Duration::plus);
    }
  }

  SortedMap<String, Duration> sums() {
    return sums;
  }

  static String what(WaitReason reason) {
    if (reason instanceof WaitReason.NeedsOpen) {
      return NEEDS;
    }
    if (reason instanceof WaitReason.PathHeld) {
      return PATHS;
    }
    boolean workers =
        reason instanceof WaitReason.NoFreeSlot || reason instanceof WaitReason.CapReached;
    return workers ? WORKERS : OTHER;
  }
}
