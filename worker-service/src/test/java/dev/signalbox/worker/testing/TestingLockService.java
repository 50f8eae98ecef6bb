package dev.signalbox.worker.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.claim.TurnAnswer;
import dev.signalbox.common.claim.TurnRequest;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/** A lock-service over real HTTP whose table is in memory, where a test can make it forget. */
public final class TestingLockService implements AutoCloseable {

  private static final JsonMapper JSON = MessageCodec.mapper();

  private final HttpServer server;
  private final List<ClaimRequest> claims = new ArrayList<>();
  private final Map<TaskId, FencingToken> closed = new HashMap<>();
  private final Map<String, Deque<FencingToken>> turns = new HashMap<>();
  private boolean reachable = true;
  private Instant recoveringUntil = Instant.MIN;

  public TestingLockService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    serve("/api/v1/claims", ClaimRequest.class, this::claim);
    serve("/api/v1/claims/reestablish", ClaimRequest.class, this::reestablish);
    serve("/api/v1/claims/amend", ClaimRequest.class, this::amend);
    serve("/api/v1/claims/renew", ClaimHandle.class, this::renew);
    serve("/api/v1/claims/release", ClaimHandle.class, this::release);
    serve("/api/v1/turns/take", TurnRequest.class, this::take);
    serve("/api/v1/turns/release", TurnRequest.class, this::giveBack);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Forgets every claim, as a flushed Redis does; what is closed stays closed. */
  public synchronized void forgetClaims() {
    claims.clear();
  }

  /** Lets a claim go without remembering it as closed, as an expiry that nobody saw. */
  public synchronized void forget(FencingToken token) {
    claims.removeIf(claim -> claim.attempt().token().equals(token));
  }

  /** Answers 503 from now on, or not any more. */
  public synchronized void reachable(boolean answers) {
    reachable = answers;
  }

  /** The claims that stand. */
  public synchronized List<ClaimRequest> claims() {
    return List.copyOf(claims);
  }

  /** The highest token of a task whose claim is over, as far as it remembers. */
  public synchronized Optional<FencingToken> closed(TaskId task) {
    return Optional.ofNullable(closed.get(task));
  }

  /** Loses all that it knows, as a flushed Redis does; until then only holders are granted. */
  public synchronized void lose(Instant until) {
    claims.clear();
    closed.clear();
    recoveringUntil = until;
  }

  /** Claims for somebody who is no worker. */
  public synchronized ClaimAnswer claim(ClaimRequest request) {
    return Instant.now().isBefore(recoveringUntil)
        ? new ClaimAnswer.Recovering(recoveringUntil)
        : reestablish(request);
  }

  private synchronized ClaimAnswer reestablish(ClaimRequest request) {
    FencingToken over = closed.get(request.attempt().task());
    if (over != null && request.attempt().token().compareTo(over) <= 0) {
      return new ClaimAnswer.Closed(over);
    }
    Optional<ClaimRequest> own =
        claims.stream()
            .filter(claim -> claim.attempt().token().equals(request.attempt().token()))
            .findFirst();
    if (own.isPresent()) {
      return own.get().nonce().equals(request.nonce()) ? granted(request) : denied(own.get(), "");
    }
    Optional<ClaimAnswer> denied = conflict(request);
    if (denied.isPresent()) {
      return denied.get();
    }
    claims.add(request);
    return granted(request);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized ClaimAnswer amend(ClaimRequest added) {
    if (!held(added.attempt().token(), added.nonce())) {
      return new ClaimAnswer.Lost("no such claim");
    }
    Optional<ClaimAnswer> denied = conflict(added);
    if (denied.isPresent()) {
      return denied.get();
    }
    claims.add(added);
    return granted(added);
  }

  private synchronized ClaimAnswer renew(ClaimHandle handle) {
    return held(handle.attempt().token(), handle.nonce())
        ? new ClaimAnswer.Granted(Instant.now().plus(handle.ttl()), List.of())
        : new ClaimAnswer.Lost("no such claim");
  }

  private synchronized ClaimAnswer release(ClaimHandle handle) {
    claims.removeIf(claim -> claim.attempt().token().equals(handle.attempt().token()));
    closed.put(handle.attempt().task(), handle.attempt().token());
    return new ClaimAnswer.Closed(handle.attempt().token());
  }

  private synchronized TurnAnswer take(TurnRequest request) {
    Deque<FencingToken> queue = queue(request);
    FencingToken token = request.claim().attempt().token();
    if (!queue.contains(token)) {
      queue.add(token);
    }
    int ahead = List.copyOf(queue).indexOf(token);
    return ahead == 0
        ? new TurnAnswer.Taken(Instant.now().plusSeconds(5))
        : new TurnAnswer.Waiting(ahead);
  }

  private synchronized TurnAnswer giveBack(TurnRequest request) {
    queue(request).remove(request.claim().attempt().token());
    return new TurnAnswer.Waiting(0);
  }

  private Deque<FencingToken> queue(TurnRequest request) {
    return turns.computeIfAbsent(request.branch(), _ -> new ArrayDeque<>());
  }

  private boolean held(FencingToken token, java.util.UUID nonce) {
    return claims.stream()
        .anyMatch(claim -> claim.attempt().token().equals(token) && claim.nonce().equals(nonce));
  }

  private Optional<ClaimAnswer> conflict(ClaimRequest request) {
    for (ClaimRequest other : claims) {
      boolean elsewhere = !other.repository().equals(request.repository());
      if (!elsewhere && !other.attempt().token().equals(request.attempt().token())) {
        var hold = request.footprint().firstConflict(other.footprint());
        if (hold.isPresent()) {
          return Optional.of(denied(other, hold.get().path()));
        }
      }
    }
    return Optional.empty();
  }

  private static ClaimAnswer granted(ClaimRequest request) {
    return new ClaimAnswer.Granted(Instant.now().plus(request.ttl()), List.of());
  }

  private static ClaimAnswer denied(ClaimRequest holder, String path) {
    return new ClaimAnswer.Denied(
        path, holder.attempt(), holder.worker(), Instant.now().plus(holder.ttl()));
  }

  private synchronized List<ClaimView> views() {
    return claims.stream()
        .map(claim ->
            new ClaimView(
                claim.repository(),
                claim.attempt(),
                claim.worker(),
                claim.footprint(),
                Instant.EPOCH,
                Instant.now().plus(claim.ttl())))
        .toList();
  }

  private <Q, A> void serve(String path, Class<Q> question, Function<Q, A> answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            if (!isReachable()) {
              reply(exchange, 503, new byte[0]);
            } else if (exchange.getRequestMethod().equals("GET")) {
              reply(exchange, 200, JSON.writeValueAsBytes(views()));
            } else {
              Q asked = JSON.readValue(exchange.getRequestBody().readAllBytes(), question);
              reply(exchange, 200, JSON.writeValueAsBytes(answer.apply(asked)));
            }
          }
        });
  }

  private synchronized boolean isReachable() {
    return reachable;
  }

  private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
