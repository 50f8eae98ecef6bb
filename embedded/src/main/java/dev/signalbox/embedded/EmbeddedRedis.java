package dev.signalbox.embedded;

import dev.signalbox.embedded.ChildProcess.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Redis 7 as a child process on the loopback interface, with its append-only file on. */
public final class EmbeddedRedis implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final String NAME = "Redis";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int PROBE_TIMEOUT_MILLIS = 1000;

  private final Home home;
  private final ChildProcess process;
  private final int port;

  private EmbeddedRedis(Home home, ChildProcess process, int port) {
    this.home = home;
    this.process = process;
    this.port = port;
  }

  /**
   * Starts the server and returns when it has its data and answers.
   *
   * @throws EmbeddedServerException with the code of what stands in the way
   */
  public static EmbeddedRedis start(RedisSettings settings) {
    return Home.use(NAME, settings.home(), settings.throwAway(), home -> launch(settings, home));
  }

  /** A server on a temporary folder and a free port, gone when closed. */
  public static EmbeddedRedis throwAway() {
    return start(RedisSettings.in(Directories.temporary("redis")).forThrowingAway());
  }

  public int port() {
    return port;
  }

  /** The address as {@code redis://host:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    try {
      process.stop(STOP_LIMIT);
    } finally {
      home.close();
    }
  }

  private static EmbeddedRedis launch(RedisSettings settings, Home home) throws IOException {
    long begin = System.nanoTime();
    Path binary = new Binaries(settings.cache(), Platform.current()).redis();
    Path data = Files.createDirectories(home.path().resolve("data"));
    Orphans.awaitGone("redis-server", data, Signal.TERM, STOP_LIMIT);
    int port = Ports.resolve(settings.port());
    List<String> command = command(binary, data, port, settings);
    ChildProcess process =
        ChildProcess.spawn(
            NAME, Privileges.PLAIN, command, Signal.TERM, home.path().resolve("server.log"));
    process.awaitReady(() -> isReady(port, process.pid()), START_LIMIT);
    LOG.info("{} on 127.0.0.1:{} in {} ms", NAME, port, Home.millisSince(begin));
    return new EmbeddedRedis(home, process, port);
  }

  static List<String> command(Path binary, Path data, int port, RedisSettings settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("port", Integer.toString(port));
    all.put("bind", "127.0.0.1");
    all.put("protected-mode", "yes");
    all.put("dir", data.toString());
    all.put("daemonize", "no");
    all.put("save", "");
    all.put("appendonly", "yes");
    all.put("appendfsync", settings.appendFsync());
    all.put("maxmemory-policy", "noeviction");
    all.putAll(settings.settings());
    List<String> command = new ArrayList<>(List.of(binary.toString()));
    all.forEach((key, value) -> command.addAll(List.of("--" + key, value)));
    return command;
  }

  /** Our child, not a stranger on the same port, and done with loading its file. */
  private static boolean isReady(int port, long pid) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PROBE_TIMEOUT_MILLIS);
      socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
      socket.getOutputStream().write("INFO\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      String info = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return info.contains("\r\nprocess_id:" + pid + "\r\n") && info.contains("\r\nloading:0\r\n");
    } catch (IOException notYet) {
      return false;
    }
  }
}
