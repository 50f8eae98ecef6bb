package dev.signalbox.dashboard.testing;

import static org.awaitility.Awaitility.await;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads server-sent events as a browser would. */
public final class EventStream implements AutoCloseable {
  private static final JsonMapper JSON = MessageCodec.mapper();

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final InputStream body;
  private final HttpClient client = HttpClient.newHttpClient();

  /**
   * @param last the id of the last event seen; null at the first connection
   */
  public EventStream(String url, @Nullable String last) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (last != null) {
      request.header("Last-Event-ID", last);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      body = response.body();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
    Thread.ofVirtual().start(this::read);
  }

  /** Waits for that many rows of tasks; gives their keys, as often as they came. */
  public List<String> tasks(int count, Duration deadline) {
    await().atMost(deadline).until(() -> keys().size() >= count);
    return keys();
  }

  public String lastId() {
    return lines.stream()
        .filter(line -> line.startsWith("id:"))
        .reduce("", (_, line) -> line.substring(3));
  }

  public String lastStateOf(String key) {
    return rows().stream()
        .filter(row -> row.get("key").asString().equals(key))
        .reduce("", (_, row) -> row.get("state").asString(), (_, last) -> last);
  }

  public int framesOf(String key) {
    return (int) keys().stream().filter(key::equals).count();
  }

  public void awaitFrame(Duration deadline) {
    awaitEvent("board", deadline);
  }

  public void awaitEvent(String name, Duration deadline) {
    awaitLine("event:" + name, deadline);
  }

  public void awaitLine(String line, Duration deadline) {
    await().atMost(deadline).until(() -> lines.contains(line));
  }

  @Override
  public void close() {
    client.shutdownNow();
    try {
      body.close();
    } catch (IOException alreadyGone) {
      throw new IllegalStateException(alreadyGone);
    }
  }

  private List<String> keys() {
    return rows().stream().map(row -> row.get("key").asString()).toList();
  }

  private List<JsonNode> rows() {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("data:{\"now\"")) {
        JSON.readTree(line.substring(5)).get("tasks").forEach(rows::add);
      }
    }
    return rows;
  }

  private void read() {
    try (Scanner scanner = new Scanner(body, StandardCharsets.UTF_8)) {
      while (scanner.hasNextLine()) {
        lines.add(scanner.nextLine());
      }
    }
  }
}
