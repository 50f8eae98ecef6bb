package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Kafka, PostgreSQL and Redis together, started side by side under one home. */
public final class EmbeddedServers implements AutoCloseable {

  private final Home home;
  private final EmbeddedKafka kafka;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;

  private EmbeddedServers(
      Home home, EmbeddedKafka kafka, EmbeddedPostgres postgres, EmbeddedRedis redis) {
    this.home = home;
    this.kafka = kafka;
    this.postgres = postgres;
    this.redis = redis;
  }

  /**
   * Starts the three and returns when all take connections; if one fails, none is left running.
   *
   * @throws EmbeddedServerException with the code of the first failure, the others suppressed
   */
  public static EmbeddedServers start(ServersSettings settings) {
    return Home.use(
        "the embedded servers",
        settings.home(),
        settings.throwAway(),
        home -> launch(settings, home));
  }

  /** All three on a temporary folder and free ports, gone when closed. */
  public static EmbeddedServers throwAway() {
    return start(ServersSettings.in(Directories.temporary("servers")).forThrowingAway());
  }

  public EmbeddedKafka kafka() {
    return kafka;
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  public EmbeddedRedis redis() {
    return redis;
  }

  public String kafkaBootstrap() {
    return kafka.bootstrap();
  }

  public String jdbcUrl() {
    return postgres.jdbcUrl();
  }

  public String username() {
    return postgres.username();
  }

  public String password() {
    return postgres.password();
  }

  public String redisUri() {
    return redis.uri();
  }

  /** Closes Kafka first, whose last events others may still write down, and PostgreSQL last. */
  @Override
  public void close() {
    try (home;
        postgres;
        redis;
        kafka) {
      // closed in reverse order, each even if the one before failed
    }
  }

  private static EmbeddedServers launch(ServersSettings settings, Home home) {
    Start<EmbeddedKafka> kafka = Start.of("kafka", () -> EmbeddedKafka.start(settings.kafka()));
    Start<EmbeddedPostgres> postgres =
        Start.of("postgres", () -> EmbeddedPostgres.start(settings.postgres()));
    Start<EmbeddedRedis> redis = Start.of("redis", () -> EmbeddedRedis.start(settings.redis()));
    try {
      return new EmbeddedServers(home, kafka.server(), postgres.server(), redis.server());
    } catch (EmbeddedServerException failure) {
      kafka.undo(failure);
      redis.undo(failure);
      postgres.undo(failure);
      throw failure;
    }
  }

  /** One server on its way up, on a thread of its own. */
  private record Start<S extends AutoCloseable>(FutureTask<S> task) {

    static <S extends AutoCloseable> Start<S> of(String name, Callable<S> start) {
      FutureTask<S> task = new FutureTask<>(start);
      Thread.ofPlatform().daemon().name("embedded-" + name + "-start").start(task);
      return new Start<>(task);
    }

    S server() {
      try {
        return task.get();
      } catch (ExecutionException failure) {
        if (failure.getCause() instanceof EmbeddedServerException known) {
          throw known;
        }
        throw new EmbeddedServerException(
            Code.START_FAILED, "start failed: " + failure.getCause(), failure);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new EmbeddedServerException(
            Code.INTERRUPTED, "interrupted while starting", interrupted);
      }
    }

    /** Closes what did start, and keeps other failures with the first. */
    void undo(EmbeddedServerException first) {
      boolean interrupted = Thread.interrupted(); // who stops waiting must still not leave a server
      try {
        server().close();
      } catch (Exception another) { // close() declares no less
        if (another != first) {
          first.addSuppressed(another);
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
