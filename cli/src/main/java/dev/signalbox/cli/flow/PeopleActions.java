package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.http.Api;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.DeskText;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.message.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** What people say of the tasks that they do themselves. */
final class PeopleActions {
  private PeopleActions() {}

  @Command(
      name = "claim",
      description = {
        "Takes a task that you do yourself: claims its files and makes a worktree of yours.",
        "Asked again, it renews the claim and shows the worktree."
      },
      mixinStandardHelpOptions = true)
  static final class Claim extends SignalboxCommand {
    @Parameters(paramLabel = "PLAN/KEY", description = "The task.")
    private String task = "";

    @Option(
        names = "--as",
        paramLabel = "NAME",
        description = "Whose it is (default: git's user.name here).")
    private @Nullable String as;

    @Option(
        names = "--email",
        paramLabel = "EMAIL",
        description = "For commits (default: git's user.email here).")
    private @Nullable String email;

    @Option(
        names = "--skill",
        paramLabel = "SKILL",
        description = "What you have, once for each; a task that needs others is refused then.")
    private @Nullable List<String> skills;

    @Option(
        names = "--wait",
        paramLabel = "TIME",
        converter = SpanConverter.class,
        defaultValue = "30s",
        description = "How long to wait for the worktree (default: ${DEFAULT-VALUE}).")
    private Duration wait = Duration.ZERO;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      TaskName name = TaskName.parse(task);
      String body = new Claimant(as, email, skills).body().toString();
      try (Api api = server.existing()) {
        TaskDesk desk = new TaskDesk(api, name);
        desk.say("claim", body);
        TaskDesk.Standing standing = desk.await(Claim::hasPlace, wait);
        if (console.json()) {
          console.data(standing.raw().toString());
          return ExitCode.OK;
        }
        return show(console, desk, standing);
      }
    }

    private ExitCode show(Console console, TaskDesk desk, TaskDesk.Standing standing) {
      if (!hasPlace(standing)) {
        console.say(task + " is claimed and " + standing.state() + ": " + standing.sentence());
        console.say("ask again: signalbox task claim " + task);
        return ExitCode.TIMED_OUT;
      }
      List<String> files =
          desk.task().path("files").valueStream().map(file -> file.asString("")).toList();
      console.say(
          DeskText.claimed(
              new DeskText.Given(task, files, desk.setup()),
              standing.desk().orElseThrow(),
              Instant.now(),
              ZoneId.systemDefault()));
      return ExitCode.OK;
    }

    private static boolean hasPlace(TaskDesk.Standing standing) {
      return standing.desk().filter(desk -> desk.worktree() != null).isPresent()
          && standing.state() == TaskState.RUNNING;
    }
  }

  @Command(
      name = "complete",
      description = "Hands in what lies in your worktree: it is committed, verified and merged.",
      mixinStandardHelpOptions = true)
  static final class Complete extends SignalboxCommand {
    @Parameters(paramLabel = "PLAN/KEY", description = "The task.")
    private String task = "";

    @Option(
        names = "--wait",
        paramLabel = "TIME",
        converter = SpanConverter.class,
        defaultValue = "10m",
        description = "How long to wait for the merge (default: ${DEFAULT-VALUE}).")
    private Duration wait = Duration.ZERO;

    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      TaskName name = TaskName.parse(task);
      try (Api api = server.existing()) {
        TaskDesk desk = new TaskDesk(api, name);
        desk.say("complete", "{}");
        TaskDesk.Standing standing = desk.await(Complete::isDecided, wait);
        if (console.json()) {
          console.data(standing.raw().toString());
        } else {
          console.say(sentence(standing));
        }
        return code(standing);
      }
    }

    /** Merged, or back with its person, or over otherwise. */
    private static boolean isDecided(TaskDesk.Standing standing) {
      return standing.desk().filter(DeskText.Desk::handedIn).isEmpty()
          && (!standing.state().isActive() || standing.desk().isPresent());
    }

    private String sentence(TaskDesk.Standing standing) {
      if (standing.state() == TaskState.COMPLETED) {
        return task + " is merged";
      }
      return standing
          .desk()
          .map(desk ->
              desk.handedIn()
                  ? task + " is handed in and not decided yet; ask: signalbox task explain " + task
                  : task + " is back with " + desk.person().name() + ": " + desk.note())
          .orElseGet(() -> task + " is " + standing.state() + ": " + standing.sentence());
    }

    private static ExitCode code(TaskDesk.Standing standing) {
      if (standing.state() == TaskState.COMPLETED) {
        return ExitCode.OK;
      }
      return standing.desk().filter(DeskText.Desk::handedIn).isPresent()
          ? ExitCode.TIMED_OUT
          : ExitCode.FAILURE;
    }
  }

  @Command(
      name = "progress",
      description = "Says how far you are with a task, which renews your claim.",
      mixinStandardHelpOptions = true)
  static final class Progress extends TaskActions.OnTask {
    private static final Pattern STEPS = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "STEP/STEPS",
        description = "How many steps of how many, as in 3/5.")
    private String steps = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "What you are at.")
    private String note = "";

    @Override
    ObjectNode body() {
      ObjectNode body = MessageCodec.mapper().createObjectNode().put("note", note);
      if (steps.isEmpty()) {
        return body;
      }
      Matcher read = STEPS.matcher(steps);
      if (!read.matches()) {
        throw new CommandFailure(
            ExitCode.USAGE, "'" + steps + "' is no progress", "", "write it as in 3/5");
      }
      return body.put("step", Integer.parseInt(read.group(1)))
          .put("total", Integer.parseInt(read.group(2)));
    }

    @Override
    String verb() {
      return "progress";
    }

    @Override
    String applied(String key) {
      return key + ": " + String.join(" ", noted());
    }

    private List<String> noted() {
      return Arrays.asList(steps.isEmpty() ? "noted" : steps, note);
    }

    @Override
    String unchanged(String key) {
      return key + " is noted already";
    }
  }

  @Command(
      name = "fail",
      description = "Says that a task cannot be done; what you did is kept.",
      mixinStandardHelpOptions = true)
  static final class Fail extends TaskActions.OnTask {
    @Override
    String verb() {
      return "fail";
    }

    @Override
    String applied(String key) {
      return key + " has failed; what was done is kept";
    }

    @Override
    String unchanged(String key) {
      return key + " is over";
    }
  }

  @Command(
      name = "release",
      description = "Gives a task back; what you did is kept for the next who claims it.",
      mixinStandardHelpOptions = true)
  static final class Release extends TaskActions.OnTask {
    @Override
    String verb() {
      return "release";
    }

    @Override
    String applied(String key) {
      return key + " is given back; what was done is kept for the next who claims it";
    }

    @Override
    String unchanged(String key) {
      return key + " is nobody's";
    }
  }

  @Command(
      name = "people",
      description = "Shows who does which tasks, where and until when.",
      mixinStandardHelpOptions = true)
  static final class People extends SignalboxCommand {
    @Mixin private ServerOptions server = new ServerOptions();

    @Override
    ExitCode run(Console console) {
      try (Api api = server.existing()) {
        var answer = Asking.of(api).get("/api/v1/people").body();
        if (console.json()) {
          console.data(answer.toString());
        } else {
          List<DeskText.Worker> people = Arrays.asList(api.as(answer, DeskText.Worker[].class));
          console.say(DeskText.people(people, Instant.now(), ZoneId.systemDefault()));
        }
        return ExitCode.OK;
      }
    }
  }
}
