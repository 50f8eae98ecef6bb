package dev.signalbox.cli.flow;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Names of machines. */
final class Hosts {
  private Hosts() {}

  /** This machine's, as a worker on it gives it. */
  static String own() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
