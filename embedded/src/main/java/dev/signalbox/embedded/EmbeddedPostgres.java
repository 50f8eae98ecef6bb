package dev.signalbox.embedded;

import dev.signalbox.embedded.ChildProcess.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real PostgreSQL 18 as a child process on the loopback interface, durable unless told not. */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final String NAME = "PostgreSQL";
  private static final String DATABASE = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Home home;
  private final ChildProcess process;
  private final int port;
  private final String password;

  private EmbeddedPostgres(Home home, ChildProcess process, int port, String password) {
    this.home = home;
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server and returns when it takes connections.
   *
   * @throws EmbeddedServerException with the code of what stands in the way
   */
  public static EmbeddedPostgres start(PostgresSettings settings) {
    return Home.use(NAME, settings.home(), settings.throwAway(), home -> launch(settings, home));
  }

  /** A server on a temporary folder and a free port, without fsync, gone when closed. */
  public static EmbeddedPostgres throwAway() {
    return start(PostgresSettings.in(Directories.temporary("postgres")).forThrowingAway());
  }

  public int port() {
    return port;
  }

  /** JDBC's address of the default database. */
  public String jdbcUrl() {
    return jdbcUrl(DATABASE);
  }

  /** JDBC's address of a database on this server, which need not exist yet. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public String username() {
    return PostgresData.SUPERUSER;
  }

  /** Made at the first start, kept in the home, readable by its owner alone. */
  public String password() {
    return password;
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

  private static EmbeddedPostgres launch(PostgresSettings settings, Home home) throws IOException {
    long begin = System.nanoTime();
    Privileges privileges = Privileges.choose(Privileges.areRoot(), Commands::works);
    Path binaries = new Binaries(settings.cache(), Platform.current()).postgres();
    PostgresData data = new PostgresData(home.path(), binaries, privileges);
    Orphans.awaitGone("postgres", data.folder(), Signal.INT, STOP_LIMIT);
    int port = Ports.resolve(settings.port());
    data.prepare(settings.throwAway());
    String password = data.password();
    List<String> command = command(binaries, data.folder(), port, settings);
    ChildProcess process =
        ChildProcess.spawn(
            NAME, privileges, command, Signal.INT, home.path().resolve("server.log"));
    process.awaitReady(() -> data.isReady(process.pid()), START_LIMIT);
    LOG.info("{} on 127.0.0.1:{} in {} ms", NAME, port, Home.millisSince(begin));
    return new EmbeddedPostgres(home, process, port, password);
  }

  static List<String> command(Path binaries, Path data, int port, PostgresSettings settings) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("listen_addresses", "127.0.0.1");
    all.put("unix_socket_directories", "");
    all.put("shared_buffers", "64MB");
    if (settings.throwAway()) {
      all.put("fsync", "off");
      all.put("synchronous_commit", "off");
      all.put("full_page_writes", "off");
    }
    all.putAll(settings.settings());
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve("bin/postgres").toString());
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    all.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    return command;
  }
}
