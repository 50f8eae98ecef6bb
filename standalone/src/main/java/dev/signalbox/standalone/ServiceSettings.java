package dev.signalbox.standalone;

import dev.signalbox.embedded.EmbeddedServers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings each service gets, as command-line arguments, which win over its own file. */
record ServiceSettings(
    Options options, EmbeddedServers servers, Ports ports, String databaseUrl, String token) {
  private static final String NO_DATABASE =
      "--spring.autoconfigure.exclude="
          + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration";
  private static final String NO_STATIC_FILES = "--spring.web.resources.add-mappings=false";
  private static final String NO_API_DOCS = "--springdoc.api-docs.enabled=false";

  String[] of(Service service) {
    List<String> all = new ArrayList<>();
    all.add("--server.address=127.0.0.1");
    all.add("--server.port=" + ports.numbers().get(service));
    all.add("--spring.kafka.bootstrap-servers=" + servers.kafkaBootstrap());
    all.add("--spring.kafka.client-id=" + service.shortName() + "-service");
    all.addAll(apart(service));
    all.addAll(own(service));
    all.addAll(options.settingsOf(service));
    return lastOfEachName(all).toArray(String[]::new);
  }

  /** Given twice, a setting would be read as a list of both. */
  private static Collection<String> lastOfEachName(List<String> settings) {
    Map<String, String> last = new LinkedHashMap<>();
    settings.forEach(setting -> last.put(setting.substring(0, setting.indexOf('=')), setting));
    return last.values();
  }

  /**
   * On one class path every service sees what the others brought: without a database of its own it
   * must not want one, and the page and the API's description are the dashboard's alone.
   */
  private static List<String> apart(Service service) {
    return switch (service) {
      case LOCK, WORKER -> List.of(NO_DATABASE, NO_STATIC_FILES, NO_API_DOCS);
      case SCHEDULER -> List.of(NO_STATIC_FILES, NO_API_DOCS);
      case DASHBOARD -> List.of();
    };
  }

  private List<String> own(Service service) {
    return switch (service) {
      case LOCK -> List.of("--signalbox.lock.redis-uri=" + servers.redisUri());
      case SCHEDULER -> {
        List<String> all = new ArrayList<>(database(service));
        all.add("--signalbox.scheduler.lock-url=" + ports.url(Service.LOCK));
        yield all;
      }
      case WORKER ->
          List.of(
              "--signalbox.worker.id=local",
              "--signalbox.worker.home=" + options.home().resolve("worker"),
              "--signalbox.worker.slots=" + options.slots(),
              "--signalbox.worker.lock-url=" + ports.url(Service.LOCK));
      case DASHBOARD -> {
        List<String> all = new ArrayList<>(database(service));
        all.add("--signalbox.dashboard.scheduler-url=" + ports.url(Service.SCHEDULER));
        all.add("--signalbox.dashboard.lock-url=" + ports.url(Service.LOCK));
        all.add("--signalbox.dashboard.token=" + token);
        yield all;
      }
    };
  }

  private List<String> database(Service service) {
    return List.of(
        "--spring.datasource.url=" + databaseUrl,
        "--spring.datasource.username=" + servers.username(),
        "--spring.datasource.password=" + servers.password(),
        "--spring.datasource.hikari.pool-name=" + service.shortName());
  }
}
