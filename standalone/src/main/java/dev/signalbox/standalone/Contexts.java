package dev.signalbox.standalone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.context.ConfigurableApplicationContext;

/** The running services, stopped in the reverse of the order in which they depend on each other. */
final class Contexts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Contexts.class);

  private final Map<Service, ConfigurableApplicationContext> running = new EnumMap<>(Service.class);

  /** Starts all four side by side; every one of them waits for what it needs. */
  void start(ServiceSettings settings) {
    Map<Service, FutureTask<ConfigurableApplicationContext>> starts = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      FutureTask<ConfigurableApplicationContext> start =
          new FutureTask<>(() -> run(service, settings.of(service)));
      starts.put(service, start);
      Thread.ofPlatform().name(service.shortName() + "-start").start(start);
    }
    List<RuntimeException> failures = new ArrayList<>();
    starts.forEach((service, start) -> collect(service, start, failures));
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
  }

  @Override
  public void close() {
    for (Service service : List.of(Service.values()).reversed()) {
      ConfigurableApplicationContext context = running.remove(service);
      if (context != null) {
        LOG.info("stopping {}-service", service.shortName());
        context.close();
      }
    }
  }

  private static ConfigurableApplicationContext run(Service service, String[] settings) {
    long begin = System.nanoTime();
    ConfigurableApplicationContext context =
        service.application().bannerMode(Banner.Mode.OFF).registerShutdownHook(false).run(settings);
    Words.step(service.shortName() + "-service up", begin);
    return context;
  }

  private void collect(
      Service service,
      FutureTask<ConfigurableApplicationContext> start,
      List<RuntimeException> failures) {
    try {
      running.put(service, start.get());
    } catch (ExecutionException failure) {
      failures.add(
          new IllegalStateException(
              service.shortName() + "-service did not start: " + Words.cause(failure), failure));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      failures.add(new IllegalStateException("interrupted while starting", interrupted));
    }
  }
}
