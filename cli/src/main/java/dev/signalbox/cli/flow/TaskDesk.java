package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.DeskText;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.SetupStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Looks at a task of a person until something is so. */
final class TaskDesk {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Api api;
  private final Asking asking;
  private final TaskName name;
  private final String path;

  TaskDesk(Api api, TaskName name) {
    this.api = api;
    this.name = name;
    this.asking = Asking.of(api);
    this.path = name.path(asking);
  }

  /**
   * How the task stands, as the scheduler says.
   *
   * @param desk absent when no person works on it
   */
  record Standing(TaskState state, String sentence, Optional<DeskText.Desk> desk, JsonNode raw) {}

  JsonNode say(String verb, String body) {
    return asking.post(path + "/" + verb, body).body();
  }

  /** The task as the board has it. */
  JsonNode task() {
    return asking.get(path).body().path("task");
  }

  /** The commands of the plan's setup, in their order; none when the plan cannot be read here. */
  List<String> setup() {
    try {
      return NamedPlan.read(asking, asking.planId(name.plan())).setup().stream()
          .map(SetupStep::run)
          .toList();
    } catch (CommandFailure unreadable) {
      return List.of();
    }
  }

  Standing standing() {
    JsonNode answer = asking.get(path + "/explain").body();
    JsonNode reason = answer.path("reason");
    Optional<DeskText.Desk> desk =
        reason.path("type").asString("").equals("with-person")
            ? Optional.of(api.as(reason, DeskText.Desk.class))
            : Optional.empty();
    return new Standing(
        TaskState.valueOf(answer.path("state").asString("PENDING")),
        answer.path("sentence").asString(""),
        desk,
        answer);
  }

  /** How it stands once it is so, or when the time is over. */
  Standing await(Predicate<Standing> so, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    Standing now = standing();
    while (!so.test(now) && System.nanoTime() < end) {
      pause();
      now = standing();
    }
    return now;
  }

  private static void pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", "", "");
    }
  }
}
