package dev.signalbox.standalone;

import dev.signalbox.dashboard.DashboardApplication;
import dev.signalbox.lock.LockApplication;
import dev.signalbox.scheduler.SchedulerApplication;
import dev.signalbox.worker.WorkerApplication;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The services, each after those it calls; they are stopped the other way round. */
enum Service {
  LOCK,
  SCHEDULER,
  WORKER,
  DASHBOARD;

  static Service named(String name) {
    return Arrays.stream(values())
        .filter(service -> service.shortName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no service " + name));
  }

  /** As in {@code lock}. */
  String shortName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The service as it also runs alone. */
  SpringApplicationBuilder application() {
    return switch (this) {
      case LOCK -> LockApplication.application();
      case SCHEDULER -> SchedulerApplication.application();
      case WORKER -> WorkerApplication.application();
      case DASHBOARD -> DashboardApplication.application();
    };
  }
}
