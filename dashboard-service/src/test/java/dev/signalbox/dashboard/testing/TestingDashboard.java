package dev.signalbox.dashboard.testing;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.dashboard.DashboardApplication;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.embedded.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real application on real servers, on a port of its own. */
public final class TestingDashboard implements AutoCloseable {
  private static final JsonMapper JSON = MessageCodec.mapper();

  private final ConfigurableApplicationContext context;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestingDashboard(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** Starts on that database, with those settings over the ordinary ones. */
  public static TestingDashboard start(TestDatabase database, String... settings) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--server.port=0");
    // The stories of the tests are dated: housekeeping must not find them too old on any day.
    arguments.add("--signalbox.dashboard.retention=36500d");
    arguments.add("--spring.kafka.bootstrap-servers=" + RealServices.kafkaBootstrap());
    arguments.add("--spring.datasource.url=" + database.jdbcUrl());
    arguments.add("--spring.datasource.username=" + database.username());
    arguments.add("--spring.datasource.password=" + database.password());
    arguments.addAll(List.of(settings));
    return new TestingDashboard(
        DashboardApplication.application().run(arguments.toArray(String[]::new)));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public int port() {
    return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url(path))).build());
  }

  /** The JSON of a successful GET. */
  public JsonNode json(String path) {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(path + ": " + response.statusCode() + response.body());
    }
    return JSON.readTree(response.body());
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    context.close();
  }
}
