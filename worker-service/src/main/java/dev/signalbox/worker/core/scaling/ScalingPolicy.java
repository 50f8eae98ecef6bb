package dev.signalbox.worker.core.scaling;

import dev.signalbox.common.load.Tiers;

/**
 * How slots follow the load.
 *
 * @param slots the most there are
 * @param tiers the ceiling under load
 * @param monitoring whether the load counts at all
 * @param autoScaling whether the number of slots follows it; otherwise only a full machine counts
 * @param diskReserve bytes that must stay free for anything to start
 */
public record ScalingPolicy(
    int slots, Tiers tiers, boolean monitoring, boolean autoScaling, long diskReserve) {

  /** One that never gives less than all slots. */
  public static ScalingPolicy fixed(int slots) {
    return new ScalingPolicy(slots, new Tiers(100, 100), false, false, 0);
  }
}
