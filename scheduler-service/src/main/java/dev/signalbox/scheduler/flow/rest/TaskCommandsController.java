package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.flow.rest.CommandDesk.Frame;
import dev.signalbox.scheduler.flow.rest.CommandsController.Answer;
import dev.signalbox.scheduler.flow.rest.CommandsController.Order;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes commands on single tasks, as commands on their plan that name one task. */
@RestController
@ResponseStatus(HttpStatus.ACCEPTED)
public final class TaskCommandsController {
  private static final String ONCE = "Idempotency-Key";

  private final CommandDesk desk;

  public TaskCommandsController(CommandDesk desk) {
    this.desk = desk;
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/cancel")
  Answer cancelTask(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody(required = false) @Nullable Order order) {
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.CancelTask(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            new TaskKey(key),
            Order.of(order).why()));
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/retry")
  Answer retryTask(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody(required = false) @Nullable Order order) {
    Frame frame = desk.frame(plan, once);
    List<TaskKey> tasks = List.of(new TaskKey(key));
    return send(
        new Submission.RetryTasks(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            tasks,
            null,
            Order.of(order).why()));
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/prioritise")
  Answer prioritiseTask(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody Order order) {
    Priority wanted = order.wanted();
    Frame frame = desk.frame(plan, once);
    List<TaskKey> tasks = List.of(new TaskKey(key));
    return send(
        new Submission.PrioritiseTasks(
            frame.id(), frame.at(), frame.repository(), frame.plan(), tasks, wanted, order.why()));
  }

  private Answer send(Submission command) {
    return Answer.of(desk.send(command));
  }
}
