package dev.signalbox.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers each request with what a test queued for it; the last answer is given again. */
final class TestingServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new HashMap<>();
  private final List<String> requests = new ArrayList<>();

  /** A status and a body, or a connection that breaks when the status is 0. */
  record Reply(int status, String body) {}

  TestingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Queues an answer for {@code GET /path}, query left out. */
  synchronized TestingServer on(String request, int status, String body) {
    replies.computeIfAbsent(request, each -> new ArrayDeque<>()).add(new Reply(status, body));
    return this;
  }

  /** The requests so far with their queries and bodies. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Reply reply = next(exchange, body);
    if (reply.status() == 0) {
      exchange.close();
      return;
    }
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Reply next(HttpExchange exchange, String body) {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
    Deque<Reply> queued = replies.getOrDefault(request, new ArrayDeque<>());
    if (queued.isEmpty()) {
      return new Reply(404, "{\"code\": \"unknown-path\", \"detail\": \"nothing here\"}");
    }
    return queued.size() > 1 ? queued.removeFirst() : queued.getFirst();
  }
}
