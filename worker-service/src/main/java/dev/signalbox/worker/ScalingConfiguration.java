package dev.signalbox.worker;

import dev.signalbox.worker.adapter.machine.MachineLoad;
import dev.signalbox.worker.flow.HomeLock;
import dev.signalbox.worker.flow.LoadWatch;
import dev.signalbox.worker.flow.SlotGate;
import dev.signalbox.worker.flow.WorkerLifecycle;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What decides how many slots take work. */
@Configuration(proxyBeanMethods = false)
class ScalingConfiguration {

  @Bean
  SlotGate slotGate(WorkerSettings settings) {
    return new SlotGate(settings.slots());
  }

  /** The home must be there, because its disk is looked at. */
  @Bean
  LoadWatch loadWatch(WorkerSettings settings, HomeLock taken, SlotGate gate) {
    return new LoadWatch(
        () -> new MachineLoad(settings.home())::read,
        settings.scaling().policy(settings.slots()),
        gate,
        settings.scaling().window());
  }

  @Bean
  WorkerLifecycle.Capacity capacity(
      SlotGate gate, LoadWatch load, ScheduledExecutorService workerClock) {
    return new WorkerLifecycle.Capacity(gate, load, workerClock);
  }
}
