package dev.signalbox.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Waits until every service says itself that it can work. */
final class Readiness {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final long LOOK_MILLIS = 50;

  private Readiness() {}

  static void await(Ports ports) throws InterruptedException {
    Set<Service> waited = EnumSet.allOf(Service.class);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        for (Service service : Set.copyOf(waited)) {
          if (isReady(http, ports.url(service))) {
            waited.remove(service);
          }
        }
        if (waited.isEmpty()) {
          return;
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(waited + " not ready after " + LIMIT.toSeconds() + " s");
        }
        Thread.sleep(LOOK_MILLIS);
      }
    }
  }

  private static boolean isReady(HttpClient http, String url) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/actuator/health/readiness"))
            .timeout(ANSWER)
            .build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
