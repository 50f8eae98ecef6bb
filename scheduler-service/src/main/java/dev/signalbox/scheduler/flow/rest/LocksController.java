package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.scheduler.flow.rest.CommandDesk.Frame;
import dev.signalbox.scheduler.flow.rest.CommandsController.Answer;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes claims away from who holds them, as a command on the plan of the holder. */
@RestController
@ResponseStatus(HttpStatus.ACCEPTED)
public final class LocksController {
  private final CommandDesk desk;
  private final CleanLocks cleaning;

  public LocksController(CommandDesk desk, CleanLocks cleaning) {
    this.desk = desk;
    this.cleaning = cleaning;
  }

  /**
   * Why, and what becomes of the task.
   *
   * @param hold whether it waits for a person then; absent for no
   */
  record Release(@Nullable String reason, @Nullable Boolean hold) {}

  @PostMapping("/api/v1/locks/{plan}/{key}/release")
  Answer release(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String once,
      @RequestHeader(name = "X-Submitted-By", defaultValue = "unknown") String by,
      @RequestBody Release release) {
    TaskKey task = new TaskKey(key);
    Frame frame = desk.frame(plan, once);
    String reason = release.reason();
    return Answer.of(
        desk.send(
            new Submission.ReleaseClaim(
                frame.id(),
                frame.at(),
                frame.repository(),
                frame.plan(),
                task,
                by,
                reason == null ? "" : reason,
                Boolean.TRUE.equals(release.hold()))));
  }

  @PostMapping("/api/v1/locks/clean")
  @ResponseStatus(HttpStatus.OK)
  List<CleanLocks.Cleaned> clean(@RequestParam(defaultValue = "PT24H") String olderThan) {
    Duration age;
    try {
      age = Duration.parse(olderThan);
    } catch (DateTimeParseException notADuration) {
      throw new IllegalArgumentException(
          "olderThan is no duration: " + olderThan + "; write it as in PT24H", notADuration);
    }
    if (age.isNegative()) {
      throw new IllegalArgumentException("olderThan is negative: " + olderThan);
    }
    return cleaning.clean(age);
  }
}
