package dev.signalbox.dashboard.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers as a scheduler would, with what a test told it, and remembers what it was asked. */
public final class TestingScheduler implements AutoCloseable {

  /** What it was asked last. */
  public record Asked(String method, String uri, Map<String, String> headers, String body) {}

  /** What it answers. */
  public record Answer(int status, String contentType, String body) {}

  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final Deque<Asked> asked = new ArrayDeque<>();

  public TestingScheduler() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What is answered on a path from now on. */
  public void answers(String path, Answer answer) {
    answers.put(path, answer);
  }

  public synchronized Asked lastAsked() {
    return asked.getLast();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, String> headers = new ConcurrentHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String uri = exchange.getRequestURI().toString();
    remember(new Asked(exchange.getRequestMethod(), uri, headers, body));
    Answer answer =
        answers.getOrDefault(
            exchange.getRequestURI().getPath(), new Answer(404, "application/problem+json", "{}"));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized void remember(Asked request) {
    asked.add(request);
  }
}
