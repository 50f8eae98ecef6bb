package dev.signalbox.worker.testing;

import dev.signalbox.worker.WorkerApplication;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The real worker in this JVM. */
public final class TestingWorker implements AutoCloseable {

  private final ConfigurableApplicationContext context;

  private TestingWorker(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts one.
   *
   * @param settings as in {@code signalbox.worker.slots=2}
   */
  public static TestingWorker start(
      String bootstrap, TestingLockService locks, Path home, String... settings) {
    return new TestingWorker(
        WorkerApplication.application().run(arguments(bootstrap, locks, home, settings)));
  }

  /** The command line of such a worker. */
  public static String[] arguments(
      String bootstrap, TestingLockService locks, Path home, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrap,
                "--signalbox.worker.lock-url=" + locks.url(),
                "--signalbox.worker.home=" + home,
                "--signalbox.worker.slots=2",
                "--signalbox.worker.heartbeat=500ms",
                "--signalbox.worker.lease=2s",
                "--signalbox.worker.grace=1s",
                "--signalbox.worker.drain=1s",
                "--signalbox.worker.lane-refresh=200ms"));
    for (String setting : settings) {
      arguments.add("--" + setting);
    }
    return arguments.toArray(String[]::new);
  }

  public int port() {
    return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
  }

  @Override
  public void close() {
    context.close();
  }
}
