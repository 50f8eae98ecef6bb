package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.adapter.http.Upstream;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What the scheduler and the lock-service answer themselves. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "commands")
public final class ForwardApi {
  private static final String PLAN = "plan";
  private static final String KEY = "key";

  private final Forwarding scheduler;
  private final Forwarding locks;
  private final Duration uploadTimeout;

  /**
   * @param uploadTimeout how long a plan may take to be handed in and accepted
   */
  public ForwardApi(Upstream scheduler, Upstream locks, Duration uploadTimeout, JsonMapper json) {
    this.uploadTimeout = uploadTimeout;
    this.scheduler = new Forwarding(scheduler, json);
    this.locks = new Forwarding(locks, json);
  }

  @PostMapping("/plans")
  @Operation(operationId = "submitPlan", summary = "Submits a plan, as YAML or JSON")
  @Parameter(
      name = "directory",
      in = ParameterIn.QUERY,
      description = "where a relative repository path starts")
  @Parameter(
      name = "wait",
      in = ParameterIn.QUERY,
      description = "how long to wait for the decision, as in 30s")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "makes a repeated submission the same plan")
  public ResponseEntity<byte[]> submit(HttpServletRequest request) {
    return scheduler.forwardLong(request, uploadTimeout);
  }

  @GetMapping("/submissions/{key}")
  @Operation(
      operationId = "showSubmission",
      summary = "How far a long plan is, until it is accepted")
  @Parameter(
      name = KEY,
      in = ParameterIn.PATH,
      required = true,
      description = "the Idempotency-Key that the plan is handed in with")
  public ResponseEntity<byte[]> submission(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/plans/{plan}/cancel")
  @Operation(operationId = "cancelPlan", summary = "Ends a plan; running tasks are asked to stop")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> cancelPlan(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/plans/{plan}/pause")
  @Operation(operationId = "pausePlan", summary = "Starts nothing new of a plan")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> pausePlan(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/plans/{plan}/resume")
  @Operation(operationId = "resumePlan", summary = "Lets a paused plan go on")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> resumePlan(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/plans/{plan}/retry")
  @Operation(operationId = "retryPlan", summary = "Tries failed tasks again")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> retryPlan(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/plans/{plan}/amend")
  @Operation(operationId = "amendPlan", summary = "Adds tasks and needs to a plan")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> amendPlan(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/plans/{plan}/prioritise")
  @Operation(
      operationId = "prioritisePlan",
      summary = "Gives tasks of a plan, or all that are not merged, another class")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> prioritisePlan(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/plans/{plan}/limit")
  @Operation(
      operationId = "limitPlan",
      summary = "Changes how many tasks of a plan run at one time")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> limitPlan(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @GetMapping("/plans/{plan}/forecast")
  @Operation(
      operationId = "forecastPlan",
      summary = "When a plan that runs should be over, and how late each of its tasks may be")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(
      name = "tasks",
      in = ParameterIn.QUERY,
      description = "false leaves the single tasks out")
  public ResponseEntity<byte[]> forecast(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @GetMapping("/plans/{plan}/waits")
  @Operation(operationId = "explainPlan", summary = "Why each task that is not running waits")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> waits(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @GetMapping("/plans/{plan}/estimates")
  @Operation(
      operationId = "estimateErrors",
      summary = "How far the estimates of a plan's merged tasks were off")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> estimates(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/tasks/{plan}/{key}/cancel")
  @Operation(operationId = "cancelTask", summary = "Ends one task; its dependents are skipped")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> cancelTask(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/tasks/{plan}/{key}/retry")
  @Operation(operationId = "retryTask", summary = "Tries one task again")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> retryTask(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/tasks/{plan}/{key}/prioritise")
  @Operation(operationId = "prioritiseTask", summary = "Gives a task another class")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> prioritiseTask(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @GetMapping("/tasks/{plan}/{key}/explain")
  @Operation(operationId = "explainTask", summary = "Why a task is not running")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> explain(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/workers/{id}/drain")
  @Operation(
      operationId = "drainWorker",
      summary = "Lets a worker take nothing new; what it runs goes on")
  @Parameter(name = "id", in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> drainWorker(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/workers/{id}/resume")
  @Operation(operationId = "resumeWorker", summary = "Lets a worker take work again")
  @Parameter(name = "id", in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> resumeWorker(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @GetMapping("/capacity")
  @Operation(operationId = "showCapacity", summary = "Workers and slots as the scheduler sees them")
  public ResponseEntity<byte[]> capacity(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @GetMapping("/locks")
  @Operation(operationId = "listLocks", summary = "Which attempt holds which paths")
  @Parameter(name = "repository", in = ParameterIn.QUERY)
  @Parameter(name = "path", in = ParameterIn.QUERY)
  public ResponseEntity<byte[]> locks(HttpServletRequest request) {
    return locks.forward(request, "/api/v1/claims");
  }

  @PostMapping("/locks/{plan}/{key}/release")
  @Operation(
      operationId = "releaseLock",
      summary = "Takes the claim of a task away from who holds it; who and why is kept")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> releaseLock(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/locks/clean")
  @Operation(
      operationId = "cleanLocks",
      summary = "Compares claims with attempts now, and removes closed claim refs of ended plans")
  @Parameter(
      name = "olderThan",
      in = ParameterIn.QUERY,
      description = "how long ago their plans ended, as in PT24H; a day if not given")
  public ResponseEntity<byte[]> cleanLocks(HttpServletRequest request) {
    return scheduler.forward(request);
  }
}
