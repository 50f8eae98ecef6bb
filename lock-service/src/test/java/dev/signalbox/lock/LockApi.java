package dev.signalbox.lock;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lock-service as its callers see it: JSON over HTTP. */
final class LockApi {
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = MessageCodec.mapper();
  private final String origin;

  LockApi(ApplicationContext service) {
    this.origin = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
  }

  /** Posts a contract's record and reads one. */
  <A> A post(String path, Object body, Class<A> answer) {
    return json.readValue(postText(path, json.writeValueAsString(body)).body(), answer);
  }

  HttpResponse<String> postText(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(origin + path)));
  }

  JsonNode tree(HttpResponse<String> response) {
    return json.readTree(response.body());
  }

  <A> A read(HttpResponse<String> response, Class<A> type) {
    return json.readValue(response.body(), type);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
