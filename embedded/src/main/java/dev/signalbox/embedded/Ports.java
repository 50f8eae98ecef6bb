package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses free loopback ports and refuses taken ones by name of their holder. */
final class Ports {

  /** A port setting that means: choose a free one at start. */
  static final int ANY = 0;

  private Ports() {}

  /** The wanted port, proven free, or a free one when any will do. */
  static int resolve(int wanted) {
    if (wanted < 0 || wanted > 65_535) {
      throw new IllegalArgumentException("port " + wanted + " is not between 0 and 65535");
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(
          true); // a port whose last connections still linger is free for a server
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted));
      return probe.getLocalPort();
    } catch (java.net.BindException taken) {
      throw new EmbeddedServerException(Code.PORT_TAKEN, takenMessage(wanted, taken), taken);
    } catch (IOException unexpected) {
      throw new UncheckedIOException(unexpected);
    }
  }

  private static String takenMessage(int port, Exception cause) {
    return PortHolder.of(port)
        .map(holder -> "is taken by pid " + holder.pid() + " (" + holder.command() + ")")
        .map(reason -> "port " + port + " " + reason)
        .orElseGet(() -> "port " + port + " is taken (" + cause.getMessage() + ")");
  }
}
