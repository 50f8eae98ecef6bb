package dev.signalbox.standalone;

import dev.signalbox.embedded.EmbeddedServers;
import dev.signalbox.embedded.ServersSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that was started, in the order in which it is to be stopped. */
final class RunningSystem implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunningSystem.class);

  private final Options options;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private boolean closed;

  RunningSystem(Options options) {
    this.options = options;
  }

  /** Starts it all and returns when every service is ready. */
  void start() throws IOException, SQLException, InterruptedException {
    long begin = System.nanoTime();
    HomeFolder home = HomeFolder.take(options.home());
    keep(home);
    Ports ports = Ports.choose(options.port());
    String token = home.token();
    home.announce(Announcement.of(Announcement.STARTING, options, token, ports));
    EmbeddedServers servers =
        EmbeddedServers.start(
            ServersSettings.in(home.path("servers")).withPorts(options.kafkaPort(), 0, 0));
    keep(servers);
    Words.step("Kafka, PostgreSQL and Redis up", begin);
    Contexts contexts = new Contexts();
    keep(contexts);
    contexts.start(new ServiceSettings(options, servers, ports, Database.ensure(servers), token));
    Readiness.await(ports);
    home.announce(Announcement.of(Announcement.READY, options, token, ports));
    Words.step("ready at http://127.0.0.1:" + options.port(), begin);
  }

  /** Whether there is anything to stop. */
  synchronized boolean isRunning() {
    return !started.isEmpty();
  }

  /** Stops what was started, last first, each even if the one before failed. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!started.isEmpty()) {
      stop(started.pop());
    }
  }

  /** What is started after the stop has begun is stopped at once. */
  private synchronized void keep(AutoCloseable part) {
    if (closed) {
      stop(part);
      throw new IllegalStateException("stopped while starting");
    }
    started.push(part);
  }

  private static void stop(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception failure) { // the last chance of the others to be stopped
      LOG.warn("stopping {} failed", part.getClass().getSimpleName(), failure);
    }
  }
}
