package dev.signalbox.standalone.proof;

import dev.signalbox.embedded.EmbeddedKafka;
import dev.signalbox.embedded.KafkaSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A broker in a process of its own, which can be killed as one. */
final class BrokerProcess {
  private BrokerProcess() {}

  /** Its home and its port; a file {@code ready} in the home says that it takes connections. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    EmbeddedKafka.start(KafkaSettings.in(home).withPort(Integer.parseInt(arguments[1])));
    Files.writeString(home.resolveSibling("ready"), "");
    new CountDownLatch(1).await();
  }
}
