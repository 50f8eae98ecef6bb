package dev.signalbox.cli.flow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** What a user may ask of a plan that is there. */
final class PlanActions {
  private PlanActions() {}

  /** One request on one plan. */
  abstract static class OnPlan extends Action {
    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "The plan: its id, the beginning of it, or its name.")
    private String plan = "";

    @Override
    final String subject() {
      return plan;
    }

    @Override
    final String path(Asking asking) {
      return "/api/v1/plans/" + asking.planId(plan);
    }
  }

  @Command(
      name = "cancel",
      description = "Ends a plan: waiting tasks are cancelled, running ones asked to stop.",
      mixinStandardHelpOptions = true)
  static final class Cancel extends OnPlan {
    @Override
    String verb() {
      return "cancel";
    }

    @Override
    String applied(String plan) {
      return plan + " is being cancelled; what runs is asked to stop";
    }

    @Override
    String unchanged(String plan) {
      return plan + " is over, or being cancelled already";
    }
  }

  @Command(
      name = "pause",
      description = "Starts nothing new of a plan until it is resumed.",
      mixinStandardHelpOptions = true)
  static final class Pause extends OnPlan {
    @Override
    String verb() {
      return "pause";
    }

    @Override
    String applied(String plan) {
      return plan + " is paused; what runs goes on, nothing new starts";
    }

    @Override
    String unchanged(String plan) {
      return plan + " is paused already, or over";
    }
  }

  @Command(
      name = "resume",
      description = "Lets a paused plan go on.",
      mixinStandardHelpOptions = true)
  static final class Resume extends OnPlan {
    @Override
    String verb() {
      return "resume";
    }

    @Override
    String applied(String plan) {
      return plan + " goes on";
    }

    @Override
    String unchanged(String plan) {
      return plan + " is not paused";
    }
  }

  @Command(
      name = "retry",
      description = {
        "Tries failed tasks again, with their skipped dependents.",
        "What is merged stays merged."
      },
      mixinStandardHelpOptions = true)
  static final class Retry extends OnPlan {
    @Option(
        names = "--task",
        paramLabel = "KEY",
        description = "A task to try again; may be repeated (default: all failed ones).")
    private List<String> tasks = new ArrayList<>();

    @Option(
        names = "--from",
        paramLabel = "KEY",
        description = "This task, and all behind it that failed, was cancelled or was skipped.")
    private @Nullable String from;

    @Override
    String verb() {
      return "retry";
    }

    @Override
    String applied(String plan) {
      String what =
          tasks.isEmpty() ? "the failed tasks" : tasks.size() == 1 ? "one task" : "some tasks";
      return plan + " tries " + (from == null ? what : "all from " + from + " on") + " again";
    }

    @Override
    String unchanged(String plan) {
      return "there is nothing to try again in " + plan;
    }

    @Override
    ObjectNode body() {
      ObjectNode body = super.body();
      if (!tasks.isEmpty()) {
        tasks.forEach(body.putArray("tasks")::add);
      }
      return from == null ? body : body.put("from", from);
    }
  }

  @Command(
      name = "prioritise",
      description = "Gives all tasks of a plan that are not merged another class.",
      mixinStandardHelpOptions = true)
  static final class Prioritise extends OnPlan {
    @Parameters(index = "1", paramLabel = "P0|P1|P2|P3", description = "P0 is the most urgent.")
    private String priority = "";

    @Override
    String verb() {
      return "prioritise";
    }

    @Override
    String applied(String plan) {
      return "all of " + plan + " that is not merged is " + PriorityName.of(priority) + " now";
    }

    @Override
    String unchanged(String plan) {
      return "all of " + plan + " that is not merged is " + PriorityName.of(priority) + " already";
    }

    @Override
    ObjectNode body() {
      return super.body().put("priority", PriorityName.of(priority));
    }
  }

  @Command(
      name = "limit",
      description = "Changes how many tasks of a plan run at one time; what runs goes on.",
      mixinStandardHelpOptions = true)
  static final class Limit extends OnPlan {
    @Option(names = "--max-workers", required = true, paramLabel = "N", description = "1 to 1000.")
    private int maxWorkers;

    @Override
    String verb() {
      return "limit";
    }

    @Override
    String applied(String plan) {
      return plan + " runs at most " + maxWorkers + " at one time from now on";
    }

    @Override
    String unchanged(String plan) {
      return plan + " runs at most " + maxWorkers + " at one time already";
    }

    @Override
    ObjectNode body() {
      return super.body().put("maxWorkers", maxWorkers);
    }
  }
}
