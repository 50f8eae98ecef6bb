package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.flow.rest.CommandDesk.Frame;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes commands on plans: answered when the command is decided, or at least safe. */
@RestController
@ResponseStatus(HttpStatus.ACCEPTED)
public final class CommandsController {
  private static final String ONCE = "Idempotency-Key";

  private final CommandDesk desk;

  public CommandsController(CommandDesk desk) {
    this.desk = desk;
  }

  /**
   * What became of a command.
   *
   * @param outcome {@code applied}, {@code unchanged}, or {@code accepted} when it is not decided
   */
  record Answer(UUID message, PlanId plan, String outcome) {
    static Answer of(CommandDesk.Receipt receipt) {
      return new Answer(receipt.message(), receipt.plan(), receipt.outcome().word());
    }
  }

  /**
   * What a command says besides what it is about.
   *
   * @param tasks for a retry or a priority: which; absent for all failed or all unmerged ones
   * @param from for a retry: this task and what was given up behind it
   * @param priority only for a priority
   * @param maxWorkers only for a limit
   */
  record Order(
      @Nullable String reason,
      @Nullable List<TaskKey> tasks,
      @Nullable TaskKey from,
      @Nullable Priority priority,
      @Nullable Integer maxWorkers) {
    private static final Order NOTHING = new Order(null, null, null, null, null);

    static Order of(@Nullable Order given) {
      return given == null ? NOTHING : given;
    }

    String why() {
      return reason == null ? "" : reason;
    }

    Priority wanted() {
      if (priority == null) {
        throw new IllegalArgumentException("priority is absent: give P0, P1, P2 or P3");
      }
      return priority;
    }

    int cap() {
      if (maxWorkers == null) {
        throw new IllegalArgumentException("maxWorkers is absent: give 1 to 1000");
      }
      return maxWorkers;
    }
  }

  @PostMapping("/api/v1/plans/{plan}/cancel")
  Answer cancelPlan(
      @PathVariable String plan,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody(required = false) @Nullable Order order) {
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.CancelPlan(
            frame.id(), frame.at(), frame.repository(), frame.plan(), Order.of(order).why()));
  }

  @PostMapping("/api/v1/plans/{plan}/pause")
  Answer pausePlan(
      @PathVariable String plan,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody(required = false) @Nullable Order order) {
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.PausePlan(
            frame.id(), frame.at(), frame.repository(), frame.plan(), Order.of(order).why()));
  }

  @PostMapping("/api/v1/plans/{plan}/resume")
  Answer resumePlan(
      @PathVariable String plan,
      @RequestHeader(name = ONCE, required = false) @Nullable String once) {
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.ResumePlan(frame.id(), frame.at(), frame.repository(), frame.plan()));
  }

  @PostMapping("/api/v1/plans/{plan}/retry")
  Answer retryPlan(
      @PathVariable String plan,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody(required = false) @Nullable Order order) {
    Frame frame = desk.frame(plan, once);
    Order given = Order.of(order);
    return send(
        new Submission.RetryTasks(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            given.tasks(),
            given.from(),
            given.why()));
  }

  @PostMapping("/api/v1/plans/{plan}/prioritise")
  Answer prioritise(
      @PathVariable String plan,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody Order order) {
    Priority wanted = order.wanted();
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.PrioritiseTasks(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            order.tasks(),
            wanted,
            order.why()));
  }

  @PostMapping("/api/v1/plans/{plan}/limit")
  Answer limit(
      @PathVariable String plan,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody Order order) {
    int cap = order.cap();
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.LimitPlan(
            frame.id(), frame.at(), frame.repository(), frame.plan(), cap, order.why()));
  }

  @PostMapping("/api/v1/plans/{plan}/amend")
  Answer amend(
      @PathVariable String plan,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestHeader(name = "X-Submitted-By", defaultValue = "unknown") String submittedBy,
      @RequestBody byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.AmendPlan(
            frame.id(), frame.at(), frame.repository(), frame.plan(), submittedBy, text));
  }

  private Answer send(Submission command) {
    return Answer.of(desk.send(command));
  }
}
