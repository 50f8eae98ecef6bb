package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Kafka broker and controller inside this JVM, on the loopback interface. */
public final class EmbeddedKafka implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
  private static final String NAME = "Kafka";

  private final Home home;
  private final KafkaRaftServer server;
  private final int port;
  private final String clusterId;

  private EmbeddedKafka(Home home, KafkaRaftServer server, int port, String clusterId) {
    this.home = home;
    this.server = server;
    this.port = port;
    this.clusterId = clusterId;
  }

  /**
   * Starts the broker and returns when it takes connections.
   *
   * @throws EmbeddedServerException with the code of what stands in the way
   */
  public static EmbeddedKafka start(KafkaSettings settings) {
    keepTheJvm();
    return Home.use(NAME, settings.home(), settings.throwAway(), home -> launch(settings, home));
  }

  /** A broker on a temporary folder and a free port, gone when closed. */
  public static EmbeddedKafka throwAway() {
    return start(KafkaSettings.in(Directories.temporary("kafka")).forThrowingAway());
  }

  public int port() {
    return port;
  }

  /** What clients take as {@code bootstrap.servers}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Made at the first start, kept in the home. */
  public String clusterId() {
    return clusterId;
  }

  @Override
  public void close() {
    try {
      server.shutdown();
      server.awaitShutdown();
    } finally {
      home.close();
    }
  }

  private static EmbeddedKafka launch(KafkaSettings settings, Home home) throws IOException {
    long begin = System.nanoTime();
    int port = Ports.resolve(settings.port());
    int controllerPort = Ports.resolve(Ports.ANY);
    Path data = home.path().resolve("data");
    Map<String, String> properties =
        BrokerProperties.of(data, port, controllerPort, settings.settings());
    String clusterId = format(data);
    Properties all = new Properties();
    all.putAll(properties);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(all, false), Time.SYSTEM);
    startUp(server);
    LOG.info("{} on 127.0.0.1:{} in {} ms", NAME, port, Home.millisSince(begin));
    return new EmbeddedKafka(home, server, port, clusterId);
  }

  private static void startUp(KafkaRaftServer server) {
    try {
      server.startup();
    } catch (RuntimeException failure) {
      try {
        server.shutdown();
      } catch (RuntimeException secondary) {
        failure.addSuppressed(secondary);
      }
      throw new EmbeddedServerException(
          Code.START_FAILED, NAME + " did not start, its log says why: " + failure, failure);
    }
  }

  /** Formats the folder at the first start; the id of the cluster that lives in it. */
  private static String format(Path data) throws IOException {
    Path known = data.resolve("meta.properties");
    if (!Files.exists(known)) {
      writeFormat(Files.createDirectories(data));
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(known)) {
      properties.load(reader);
    }
    return properties.getProperty("cluster.id");
  }

  private static void writeFormat(Path data) throws IOException {
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    try {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerProperties.NODE)
          .setControllerListenerName(BrokerProperties.CONTROLLER)
          .setDirectories(List.of(data.toString()))
          .setMetadataLogDirectory(data.toString())
          .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
          .run();
    } catch (Exception failure) { // run() declares no less
      throw new IOException("cannot format " + data, failure);
    }
  }

  /** Kafka halts its process when it cannot go on; that process is ours, with others in it. */
  private static void keepTheJvm() {
    Exit.setExitProcedure((status, message) -> refuse("exit", status, message));
    Exit.setHaltProcedure((status, message) -> refuse("halt", status, message));
  }

  private static void refuse(String what, int status, @Nullable String message) {
    String reason = message == null ? "" : ": " + message;
    LOG.error("{} wanted to {} with status {}{}", NAME, what, status, reason);
    throw new IllegalStateException("it gave up with status " + status + reason);
  }
}
