package dev.signalbox.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A JVM that runs the servers on a home until somebody kills it. */
final class RunUntilKilled {

  private RunUntilKilled() {}

  /** Marks the servers and prints the pids of the two children. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedServers servers = EmbeddedServers.start(ServersSettings.in(Path.of(arguments[0])));
    Probe.mark(servers);
    System.out.println("READY " + servers.postgres().pid() + " " + servers.redis().pid());
    new CountDownLatch(1).await();
  }
}
