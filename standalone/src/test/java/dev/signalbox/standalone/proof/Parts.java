package dev.signalbox.standalone.proof;

import static org.awaitility.Awaitility.await;

import dev.signalbox.worker.WorkerApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The services, each in a process of its own, on servers that a test can break. */
final class Parts implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String NO_DATABASE =
      "--spring.autoconfigure.exclude="
          + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";

  private final Path folder;
  private final Servers servers;
  private final int lockPort = freePort();
  private int schedulerPort = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Child> workers = new ArrayList<>();
  private final List<Child> schedulers = new ArrayList<>();
  private Child lock;
  private Child scheduler;

  private Parts(Path folder, Servers servers) {
    this.folder = folder;
    this.servers = servers;
    this.lock = launchLock();
    this.scheduler = launchScheduler();
  }

  /** Starts it all; if one part does not start, none is left running. */
  static Parts start(Path folder) throws SQLException {
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    Parts parts = new Parts(folder, Servers.start(folder, freePort()));
    try {
      parts.awaitReady(parts.lockPort, parts.lock);
      parts.awaitReady(parts.schedulerPort, parts.scheduler);
      return parts;
    } catch (RuntimeException failure) {
      parts.close();
      throw failure;
    }
  }

  Servers servers() {
    return servers;
  }

  Child lock() {
    return lock;
  }

  Child scheduler() {
    return scheduler;
  }

  void startLock() {
    lock = launchLock();
    awaitReady(lockPort, lock);
  }

  void startScheduler(String... settings) {
    scheduler = launchScheduler(settings);
    awaitReady(schedulerPort, scheduler);
  }

  /** Leaves the scheduler that was started last alone. */
  void endFormerSchedulers() {
    schedulers.stream().filter(Child::isAlive).forEach(Child::end);
    schedulers.clear();
  }

  /** Starts another scheduler beside the one that is there, which it returns. */
  Child secondScheduler() {
    Child former = scheduler;
    schedulers.add(former);
    schedulerPort = freePort();
    startScheduler();
    return former;
  }

  /** Starts a worker, which is ready when its first attempt is claimed. */
  Child worker(String name, int slots, String... settings) {
    List<String> arguments = workerArguments(name, slots);
    arguments.addAll(List.of(settings));
    Child worker = Child.start(folder, name, "dev.signalbox.worker.WorkerApplication", arguments);
    workers.add(worker);
    return worker;
  }

  /** Starts a worker that is dead on its home again, here, and ends it when it has started. */
  void startAgain(String name) {
    WorkerApplication.application().run(workerArguments(name, 1).toArray(String[]::new)).close();
  }

  /** Where a worker has its slots. */
  Path home(String worker) {
    return folder.resolve(worker).resolve("home");
  }

  /** Lets time go by, which is what the test is about. */
  static void passTime(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    await("the time is over").atMost(time.plus(LIMIT)).until(() -> System.nanoTime() - end > 0);
  }

  /** What GET answers, from the lock-service. */
  String askLock(String path) {
    return get(lockPort, path).body();
  }

  /** Hands a plan in and returns its id. */
  String submit(String plan) {
    URI uri = URI.create("http://127.0.0.1:" + schedulerPort + "/api/v1/plans?wait=30s");
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(plan))
                .timeout(LIMIT));
    if (answer.statusCode() != 201) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body().replaceFirst("(?s).*?\"plan\":\"([^\"]+)\".*", "$1");
  }

  @Override
  public void close() {
    workers.stream().filter(Child::isAlive).forEach(Child::kill);
    schedulers.stream().filter(Child::isAlive).forEach(Child::kill);
    scheduler.kill();
    lock.kill();
    servers.close();
  }

  private List<String> workerArguments(String name, int slots) {
    return arguments(
        "worker",
        "--spring.main.web-application-type=none",
        "--signalbox.worker.id=" + name,
        "--signalbox.worker.home=" + home(name),
        "--signalbox.worker.slots=" + slots,
        "--signalbox.worker.heartbeat=400ms",
        "--signalbox.worker.lease=2s",
        "--signalbox.worker.grace=500ms",
        "--signalbox.worker.drain=200ms",
        "--signalbox.worker.lock-url=http://127.0.0.1:" + lockPort,
        NO_DATABASE);
  }

  private Child launchLock() {
    List<String> arguments =
        arguments(
            "lock",
            "--server.port=" + lockPort,
            "--signalbox.lock.redis-uri=" + servers.redis(),
            "--signalbox.lock.sweep-interval=100ms",
            "--signalbox.lock.recovery-interval=2s",
            NO_DATABASE);
    return Child.start(folder, "lock", "dev.signalbox.lock.LockApplication", arguments);
  }

  private Child launchScheduler(String... settings) {
    List<String> arguments =
        arguments(
            "scheduler",
            "--server.port=" + schedulerPort,
            "--signalbox.scheduler.lock-url=http://127.0.0.1:" + lockPort,
            "--signalbox.scheduler.claim-ttl=3s",
            "--signalbox.scheduler.queued-lease=4s",
            "--signalbox.scheduler.worker-lease=3s",
            "--signalbox.scheduler.revoke-repeat=500ms",
            "--signalbox.scheduler.stop-grace=1s",
            "--signalbox.scheduler.session-timeout=6s");
    arguments.addAll(servers.database());
    arguments.addAll(List.of(settings));
    return Child.start(
        folder,
        "scheduler-" + schedulerPort,
        "dev.signalbox.scheduler.SchedulerApplication",
        arguments);
  }

  private List<String> arguments(String service, String... more) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--spring.kafka.bootstrap-servers=" + servers.kafka());
    arguments.add("--spring.kafka.client-id=" + service);
    arguments.add("--spring.web.resources.add-mappings=false");
    arguments.add("--springdoc.api-docs.enabled=false");
    arguments.addAll(List.of(more));
    return arguments;
  }

  private void awaitReady(int port, Child child) {
    await(child.name() + " is ready")
        .atMost(LIMIT)
        .ignoreExceptions()
        .failFast(child.name() + " ended", () -> !child.isAlive())
        .until(() -> get(port, "/actuator/health/readiness").statusCode() == 200);
  }

  private HttpResponse<String> get(int port, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return send(HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException away) {
      throw new java.io.UncheckedIOException(away);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return probe.getLocalPort();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
