package dev.signalbox.worker.testing;

import dev.signalbox.worker.WorkerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** The real worker in this JVM. */
public final class TestingWorker implements AutoCloseable {

  private final ConfigurableApplicationContext context;
  private final int port;

  private TestingWorker(ConfigurableApplicationContext context, int port) {
    this.context = context;
    this.port = port;
  }

  /**
   * Starts one.
   *
   * @param settings as in {@code signalbox.worker.slots=2}
   */
  public static TestingWorker start(
      String bootstrap, TestingLockService locks, Path home, String... settings) {
    int port = freePort();
    List<String> arguments = new ArrayList<>(List.of(arguments(bootstrap, locks, home, settings)));
    arguments.add("--server.port=" + port);
    arguments.remove("--server.port=0");
    return new TestingWorker(
        WorkerApplication.application().run(arguments.toArray(String[]::new)), port);
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
                "--signalbox.worker.lane-refresh=200ms",
                // How busy the machine of the tests is must not decide what they see.
                "--signalbox.worker.scaling.resource-monitoring=false"));
    for (String setting : settings) {
      String key = "--" + setting.substring(0, setting.indexOf('=') + 1);
      arguments.removeIf(argument -> argument.startsWith(key));
      arguments.add("--" + setting);
    }
    return arguments.toArray(String[]::new);
  }

  /** Where its actuator answers. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    context.close();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
