package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import dev.signalbox.dashboard.adapter.jooq.WorkerStore;
import dev.signalbox.dashboard.core.Registration;
import dev.signalbox.dashboard.core.WorkerRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The registry of workers. Those that run plans register themselves with their heartbeats; people,
 * scripts and agents of the user's are registered here, and get a token to speak for themselves.
 */
@RestController
@RequestMapping("/api/v1/workers")
@Tag(name = "workers")
public final class WorkersApi {
  private static final Duration SHOWN_FOR = Duration.ofDays(1);

  private final BoardReader reader;
  private final WorkerStore store;
  private final InstantSource clock;
  private final WorkerTokens tokens = new WorkerTokens();

  public WorkersApi(BoardReader reader, WorkerStore store, InstantSource clock) {
    this.reader = reader;
    this.store = store;
    this.clock = clock;
  }

  /**
   * A worker that is registered.
   *
   * @param token by which it speaks for itself; shown only once
   */
  public record Registered(WorkerView worker, String token) {}

  @GetMapping
  @Operation(
      operationId = "listWorkers",
      summary = "Workers, the living first; without all, those not heard of for a day are left out")
  public List<WorkerView> workers(@RequestParam(defaultValue = "false") boolean all) {
    Instant now = clock.instant();
    Instant oldest = all ? Instant.MIN : now.minus(SHOWN_FOR);
    return reader.workers().stream()
        .filter(row -> row.isLive(now) || row.lastSeen().isAfter(oldest))
        .map(row -> WorkerView.of(row, now))
        .toList();
  }

  @GetMapping("/{id}")
  @Operation(operationId = "showWorker", summary = "One worker")
  public WorkerView worker(@PathVariable String id) {
    return WorkerView.of(found(id), clock.instant());
  }

  @PostMapping
  @Operation(
      operationId = "registerWorker",
      summary = "Registers a person, a script or an agent, and gives it a token")
  public ResponseEntity<Object> register(@RequestBody Registration wanted) {
    List<String> problems = wanted.problems(true);
    if (!problems.isEmpty()) {
      return invalid(problems);
    }
    Instant now = clock.instant();
    WorkerRow row = wanted.row(UUID.randomUUID(), now);
    String token = tokens.next();
    if (!store.register(row, WorkerTokens.hash(token))) {
      return refused(HttpStatus.CONFLICT, "worker-exists", "there is a worker " + wanted.id());
    }
    return ResponseEntity.status(HttpStatus.CREATED)
        .body(new Registered(WorkerView.of(row, now), token));
  }

  @PutMapping("/{id}")
  @Operation(
      operationId = "updateWorker",
      summary = "Changes what a registered worker is or does, as a sign of life of it")
  public ResponseEntity<Object> update(
      @PathVariable String id, @RequestBody Registration wanted, HttpServletRequest request) {
    WorkerRow row = found(id);
    if (!isEntitled(id, request)) {
      return notEntitled(id);
    }
    List<String> problems = wanted.problems(false);
    if (!problems.isEmpty()) {
      return invalid(problems);
    }
    WorkerRow changed = wanted.changed(row, clock.instant());
    store.update(changed);
    return ResponseEntity.ok(WorkerView.of(changed, clock.instant()));
  }

  @DeleteMapping("/{id}")
  @Operation(operationId = "unregisterWorker", summary = "Removes a registered worker")
  public ResponseEntity<Object> unregister(@PathVariable String id, HttpServletRequest request) {
    found(id);
    if (!isEntitled(id, request)) {
      return notEntitled(id);
    }
    store.unregister(id);
    return ResponseEntity.noContent().build();
  }

  private WorkerRow found(String id) {
    return store
        .find(id)
        .orElseThrow(() -> new NotFoundException("unknown-worker", "there is no worker " + id));
  }

  /** A registered worker: by its own token, or who may write anything. */
  private boolean isEntitled(String id, HttpServletRequest request) {
    String given = request.getHeader(HttpHeaders.AUTHORIZATION);
    String token = given == null ? "" : given.replaceFirst("^Bearer ", "");
    return store
        .tokenHash(id)
        .filter(hash -> Guard.isTrusted(request) || WorkerTokens.matches(token, hash))
        .isPresent();
  }

  private ResponseEntity<Object> notEntitled(String id) {
    return store.tokenHash(id).isPresent()
        ? refused(HttpStatus.FORBIDDEN, "not-entitled", "that is not the token of worker " + id)
        : refused(
            HttpStatus.CONFLICT,
            "self-registered",
            "worker " + id + " says itself what it is; drain it, or change its settings");
  }

  private static ResponseEntity<Object> invalid(List<String> problems) {
    return refused(HttpStatus.UNPROCESSABLE_CONTENT, "invalid-worker", String.join("; ", problems));
  }

  private static ResponseEntity<Object> refused(HttpStatus status, String code, String detail) {
    ProblemDetail problem = Problems.of(status, code, detail);
    return ResponseEntity.status(status).body(problem);
  }
}
