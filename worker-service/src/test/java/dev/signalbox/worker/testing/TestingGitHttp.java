package dev.signalbox.worker.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Git's own server program for HTTP, behind a password. */
public final class TestingGitHttp implements AutoCloseable {

  public static final String USER = "anna";
  public static final String PASSWORD = "open-sesame";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Path root;

  /** Serves the repositories below a folder. */
  public TestingGitHttp(Path root) {
    this.root = root;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + path;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String wanted =
          "Basic "
              + Base64.getEncoder()
                  .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
      if (!wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      Process git = start(exchange);
      try (OutputStream in = git.getOutputStream()) {
        exchange.getRequestBody().transferTo(in);
      }
      try (InputStream out = git.getInputStream()) {
        reply(exchange, out);
      }
    }
  }

  private Process start(HttpExchange exchange) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> environment = builder.environment();
    environment.putAll(
        Map.of(
            "GIT_PROJECT_ROOT", root.toString(),
            "GIT_HTTP_EXPORT_ALL", "1",
            "REMOTE_USER", USER,
            "REQUEST_METHOD", exchange.getRequestMethod(),
            "PATH_INFO", exchange.getRequestURI().getPath(),
            "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("")));
    header(exchange, "Content-Type").ifPresent(value -> environment.put("CONTENT_TYPE", value));
    header(exchange, "Content-Length").ifPresent(value -> environment.put("CONTENT_LENGTH", value));
    header(exchange, "Content-Encoding")
        .ifPresent(value -> environment.put("HTTP_CONTENT_ENCODING", value));
    header(exchange, "Git-Protocol").ifPresent(value -> environment.put("GIT_PROTOCOL", value));
    return builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static void reply(HttpExchange exchange, InputStream out) throws IOException {
    int status = 200;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      String value = line.substring(line.indexOf(':') + 1).strip();
      if (line.startsWith("Status:")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(line.substring(0, line.indexOf(':')), value);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    out.transferTo(exchange.getResponseBody());
  }

  private static String line(InputStream out) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = out.read(); next >= 0 && next != '\n'; next = out.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.US_ASCII).strip();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
