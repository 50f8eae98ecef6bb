package dev.signalbox.worker;

import dev.signalbox.common.load.Tiers;
import dev.signalbox.worker.core.scaling.ScalingPolicy;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How slots follow the load of the machine.
 *
 * @param maxCpu percent from which fewer slots are used; 100 for never
 * @param maxMemory the same of the memory
 * @param resourceMonitoring whether the load limits anything at all
 * @param autoScaling whether the number of slots follows it
 * @param window the load of the processor is that of this while; steps are this far apart
 * @param diskReserve what must stay free on the disk of the home for a task to start
 */
public record ScalingSettings(
    @DefaultValue("85") @DecimalMin(value = "0", inclusive = false) @DecimalMax("100")
        double maxCpu,
    @DefaultValue("85") @DecimalMin(value = "0", inclusive = false) @DecimalMax("100")
        double maxMemory,
    @DefaultValue("true") boolean resourceMonitoring,
    @DefaultValue("true") boolean autoScaling,
    @DefaultValue("10s") Duration window,
    @DefaultValue("512MB") DataSize diskReserve) {

  @AssertTrue(message = "the window must be longer than nothing, the disk reserve not negative")
  public boolean isWithinReason() {
    return window.toMillis() > 0 && !diskReserve.isNegative();
  }

  ScalingPolicy policy(int slots) {
    return new ScalingPolicy(
        slots,
        new Tiers(maxCpu, maxMemory),
        resourceMonitoring,
        autoScaling,
        diskReserve.toBytes());
  }
}
