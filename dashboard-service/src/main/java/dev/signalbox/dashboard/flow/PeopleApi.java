package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.adapter.http.Upstream;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What people say of the tasks that they do themselves; the scheduler answers. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "people")
public final class PeopleApi {
  private static final String PLAN = "plan";
  private static final String KEY = "key";

  private final Forwarding scheduler;

  public PeopleApi(Upstream scheduler, JsonMapper json) {
    this.scheduler = new Forwarding(scheduler, json);
  }

  @PostMapping("/tasks/{plan}/{key}/claim")
  @Operation(operationId = "claimTask", summary = "A person takes a task that waits for one")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> claimTask(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/tasks/{plan}/{key}/progress")
  @Operation(operationId = "reportTask", summary = "How far a person is with their task")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> reportTask(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/tasks/{plan}/{key}/complete")
  @Operation(operationId = "completeTask", summary = "A person is done: verify and merge")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> completeTask(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/tasks/{plan}/{key}/fail")
  @Operation(operationId = "failTask", summary = "A person could not do a task")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> failTask(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @PostMapping("/tasks/{plan}/{key}/release")
  @Operation(operationId = "releaseTask", summary = "A person gives a task back")
  @Parameter(name = PLAN, in = ParameterIn.PATH, required = true)
  @Parameter(name = KEY, in = ParameterIn.PATH, required = true)
  public ResponseEntity<byte[]> releaseTask(HttpServletRequest request) {
    return scheduler.forward(request);
  }

  @GetMapping("/people")
  @Operation(operationId = "listPeople", summary = "Who does which tasks, since and until when")
  public ResponseEntity<byte[]> people(HttpServletRequest request) {
    return scheduler.forward(request);
  }
}
