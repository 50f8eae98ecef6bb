package dev.signalbox.worker;

import dev.signalbox.worker.core.SlotVariables;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What tasks have around them.
 *
 * @param firstPort of the ports that tasks may listen on; 0 for any that no other worker of the
 *     machine has
 * @param ports how many each slot has
 * @param caches tools whose downloads are kept for each repository
 * @param diskReserve what stays free on the disk of the worktrees
 */
public record PlaceSettings(
    @DefaultValue("0") @Min(0) @Max(65_000) int firstPort,
    @DefaultValue("10") @Min(1) @Max(100) int ports,
    @DefaultValue({"npm", "pip"}) List<SlotVariables.Cache> caches,
    @DefaultValue("512MB") DataSize diskReserve) {

  private static final int LOWEST_PORT = 1024;

  public PlaceSettings {
    caches = List.copyOf(caches);
  }

  /** Ports below are the system's. */
  @AssertTrue(message = "the first port must be 0, or 1024 and above")
  public boolean isFirstPortOfUsers() {
    return firstPort == 0 || firstPort >= LOWEST_PORT;
  }

  /** A disk that may be filled up to its last byte fails everybody. */
  @AssertTrue(message = "the reserve must not be negative")
  public boolean isReserveNotNegative() {
    return !diskReserve.isNegative();
  }
}
