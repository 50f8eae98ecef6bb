package dev.signalbox.benchmarks.locks;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.embedded.EmbeddedKafka;
import dev.signalbox.embedded.EmbeddedRedis;
import dev.signalbox.embedded.KafkaSettings;
import dev.signalbox.embedded.RedisSettings;
import dev.signalbox.lock.LockApplication;
import dev.signalbox.lock.flow.ClaimDesk;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.redisson.api.RLock;
import org.redisson.api.RedissonClient;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Pairs of a claim and its release per second: the lock-service (its records, limits, events told
 * through Kafka), the same over HTTP, its bare scripts, and Redisson's multi-lock, in turns on one
 * Redis with its append-only file on.
 */
public final class ClaimRates {
  /** The scheduler's, which is on the same class path here. */
  private static final String DATABASE =
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

  private static final Duration TTL = Duration.ofMinutes(10);
  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final PlanId PLAN = new PlanId(new UUID(0, 1));
  private static final RepositoryId REPOSITORY = new RepositoryId("/benchmarks/claims");

  private final ClaimDesk desk;
  private final RedissonClient redisson;
  private final URI service;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** How many paths a claim has. */
  record Paths(int count) {
    List<String> names() {
      return names(0);
    }

    /** The paths of one claim; no two claims have one in common. */
    List<String> names(long number) {
      String folder = "src/main/java/dev/signalbox/" + (number == 0 ? "" : number);
      return IntStream.range(0, count).mapToObj(each -> folder + "p" + each + ".java").toList();
    }

    Footprint of(long number) {
      return Footprint.writing(names(number).toArray(String[]::new));
    }
  }

  private ClaimRates(ConfigurableApplicationContext context) {
    this.desk = context.getBean(ClaimDesk.class);
    this.redisson = context.getBean(RedissonClient.class);
    String port = context.getEnvironment().getRequiredProperty("local.server.port");
    this.service = URI.create("http://127.0.0.1:" + port + "/api/v1/claims");
  }

  /** Arguments: seconds of each round (default 3). */
  public static void main(String[] arguments) throws Exception {
    long seconds = arguments.length > 0 ? Long.parseLong(arguments[0]) : 3;
    Path home = Files.createTempDirectory("claim-rates");
    try (EmbeddedRedis redis = EmbeddedRedis.start(RedisSettings.in(home.resolve("redis")));
        EmbeddedKafka kafka = EmbeddedKafka.start(KafkaSettings.in(home.resolve("kafka")));
        ConfigurableApplicationContext context =
            LockApplication.application()
                .run(
                    "--server.port=0",
                    "--logging.level.root=warn",
                    "--spring.autoconfigure.exclude=" + DATABASE,
                    "--signalbox.lock.redis-uri=" + redis.uri(),
                    "--spring.kafka.bootstrap-servers=" + kafka.bootstrap())) {
      new ClaimRates(context).report(Duration.ofSeconds(seconds));
    }
  }

  private void report(Duration round) throws Exception {
    for (Paths paths : List.of(new Paths(5), new Paths(16), new Paths(64))) {
      for (int threads : new int[] {1, 4}) {
        Map<String, Way> ways = ways(paths);
        Rounds rounds = new Rounds(round, threads, NUMBERS);
        System.out.printf("%d paths, %d at a time%n", paths.count(), threads);
        rounds.of(ways).forEach((name, sample) -> System.out.println(sample.line(name)));
      }
    }
  }

  private Map<String, Way> ways(Paths paths) throws Exception {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("bare script", new BareScript(redisson, paths));
    ways.put("lock-service", number -> inService(number, paths));
    ways.put("lock-service over HTTP", number -> overHttp(number, paths));
    ways.put("RMultiLock", number -> multiLock(number, paths));
    return ways;
  }

  private long inService(long number, Paths paths) {
    ClaimRequest request = request(number, paths);
    long granted = granted(desk.claim(request));
    desk.release(handle(request));
    return granted;
  }

  private long overHttp(long number, Paths paths) throws Exception {
    ClaimRequest request = request(number, paths);
    long granted = granted(post("", request));
    post("/release", handle(request));
    return granted;
  }

  private long multiLock(long number, Paths paths) {
    RLock[] locks = paths.names(number).stream().map(redisson::getLock).toArray(RLock[]::new);
    RLock all = redisson.getMultiLock(locks);
    all.lock();
    long granted = System.nanoTime();
    all.unlock();
    return granted;
  }

  private ClaimAnswer post(String path, Object body) throws Exception {
    byte[] json = MessageCodec.mapper().writeValueAsBytes(body);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json))
            .build();
    byte[] answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    return MessageCodec.mapper().readValue(answer, ClaimAnswer.class);
  }

  private static long granted(ClaimAnswer answer) {
    if (!(answer instanceof ClaimAnswer.Granted)) {
      throw new IllegalStateException("not granted: " + answer);
    }
    return System.nanoTime();
  }

  private static ClaimRequest request(long number, Paths paths) {
    AttemptRef attempt =
        new AttemptRef(new TaskId(PLAN, new TaskKey("t" + number)), 1, new FencingToken(number));
    return new ClaimRequest(
        REPOSITORY, attempt, new WorkerId("w"), new UUID(2, number), paths.of(number), TTL);
  }

  private static ClaimHandle handle(ClaimRequest request) {
    return new ClaimHandle(request.repository(), request.attempt(), request.nonce(), TTL);
  }
}
