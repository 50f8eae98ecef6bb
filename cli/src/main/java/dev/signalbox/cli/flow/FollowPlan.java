package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.http.Api.Answer;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.PlanSummary;
import dev.signalbox.cli.core.view.ProgressFrame;
import dev.signalbox.cli.core.view.ProgressLines;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows a plan's progress until it is over; lives through a server that is away for a while. */
final class FollowPlan {
  private static final Duration AWAY_LIMIT = Duration.ofMinutes(2);
  private static final Duration UNHEARD_LIMIT = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final long LOOK_MILLIS = 200;

  private final Api api;
  private final Console console;
  private final ProgressLines lines;
  private final ProgressFrame frame;
  private final @Nullable Duration limit;
  private int drawn;

  /**
   * @param limit how long to follow at most
   */
  FollowPlan(Api api, Console console, @Nullable Duration limit) {
    this.api = api;
    this.console = console;
    this.limit = limit;
    this.lines = new ProgressLines(console.paint());
    this.frame = new ProgressFrame(console.paint());
  }

  /**
   * The last word on a plan.
   *
   * @param body as the server said it
   */
  record Ended(PlanSummary summary, JsonNode body) {}

  /** Follows a plan to its end. */
  Ended toEnd(String plan) {
    return toEnd(plan, "");
  }

  /** Follows a plan to its end by its counts: it has too many tasks to ask for them again. */
  Ended toEndOfLong(String plan) {
    return toEnd(plan, "?tasks=false");
  }

  private Ended toEnd(String plan, String query) {
    long begin = System.nanoTime();
    while (true) {
      long asked = System.nanoTime();
      Answer answer = askUntilAnswered("/api/v1/plans/" + plan + query, begin);
      PlanSummary summary = api.as(answer.body(), PlanSummary.class);
      show(summary);
      if (summary.isOver()) {
        return new Ended(summary, answer.body());
      }
      refuseTooLong(plan, begin);
      pause(Math.max(LOOK_MILLIS, 5 * millisSince(asked)));
    }
  }

  private Answer askUntilAnswered(String path, long begin) {
    long lost = 0;
    while (true) {
      Optional<Answer> answer = ask(path);
      if (answer.filter(Answer::ok).isPresent()) {
        if (lost != 0) {
          say("connected again");
        }
        return answer.get();
      }
      if (answer.filter(Answer::notFound).isPresent()) {
        refuseUnheard(path, begin);
        pause(LOOK_MILLIS);
      } else {
        lost = lost == 0 ? firstLoss() : lost;
        refuseAway(lost);
        pause(RETRY.toMillis());
      }
    }
  }

  private long firstLoss() {
    say("lost the connection to " + api.url() + ", trying again");
    return System.nanoTime();
  }

  private Optional<Answer> ask(String path) {
    try {
      return Optional.of(api.get(path));
    } catch (IOException away) {
      return Optional.empty();
    }
  }

  private void show(PlanSummary summary) {
    switch (console.progress()) {
      case QUIET -> {}
      case LINES -> lines.changes(summary).forEach(console::note);
      case FRAME -> {
        List<String> drawing = frame.lines(summary, console.width());
        console.frame(drawing, drawn);
        drawn = drawing.size();
      }
    }
  }

  /** A line between frames: the next frame is drawn below it. */
  private void say(String line) {
    console.note(line);
    drawn = 0;
  }

  private void refuseAway(long lost) {
    if (millisSince(lost) > AWAY_LIMIT.toMillis()) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "the server has not answered for " + AWAY_LIMIT.toSeconds() + " s",
          "the plan is kept and goes on when the server is back",
          "signalbox up, then: signalbox plan list");
    }
  }

  private static void refuseUnheard(String path, long begin) {
    if (millisSince(begin) > UNHEARD_LIMIT.toMillis()) {
      throw new CommandFailure(
          ExitCode.NOT_FOUND, "the server does not know " + path, "", "signalbox plan list");
    }
  }

  private void refuseTooLong(String plan, long begin) {
    if (limit != null && millisSince(begin) > limit.toMillis()) {
      throw new CommandFailure(
          ExitCode.TIMED_OUT,
          "the plan is not over after " + limit.toSeconds() + " s",
          "it goes on",
          "signalbox plan show " + plan + ", or: signalbox plan cancel " + plan);
    }
  }

  private static long millisSince(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", "", "");
    }
  }
}
