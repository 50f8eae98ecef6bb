package dev.signalbox.common.plan;

import tools.jackson.databind.JsonNode;

/** Checks that every task says what is to be done, by whom, in one way. */
final class WorkCheck {
  private final boolean hasAgent;
  private final boolean peopleByDefault;
  private final JsonNode defaults;
  private final Findings findings;

  private WorkCheck(JsonNode fields, Findings findings) {
    this.hasAgent = fields.has("agent");
    this.defaults = fields.path("defaults");
    this.peopleByDefault = isHuman(defaults);
    this.findings = findings;
  }

  /**
   * Checks tasks.
   *
   * @param fields the plan's own fields
   */
  static void check(JsonNode fields, JsonNode root, Findings findings) {
    WorkCheck check = new WorkCheck(fields, findings);
    DraftTask.of(root)
        .forEach(task -> {
          check.work(task);
          check.image(task);
        });
  }

  private void work(DraftTask task) {
    boolean run = task.body().has("run");
    boolean prompt = task.body().has("prompt");
    if (run && prompt) {
      findings.addAtKey(
          ProblemCode.RUN_AND_PROMPT,
          JsonPath.child(task.pointer(), "prompt"),
          "task " + task.key() + " has both run and prompt",
          "keep one of the two");
    } else if (prompt && !hasAgent) {
      findings.addAtKey(
          ProblemCode.PROMPT_WITHOUT_AGENT,
          JsonPath.child(task.pointer(), "prompt"),
          "task " + task.key() + " has a prompt, but the plan names no agent for it",
          "add agent: with the command that takes prompts, or give the task run:");
    } else if (!run && !prompt && !isForPerson(task.body())) {
      findings.addAtKey(
          ProblemCode.NOTHING_TO_DO,
          task.pointer(),
          "task " + task.key() + " has neither run nor prompt",
          "add run: with the command to run");
    }
  }

  private void image(DraftTask task) {
    String executor = either(task.body(), "executor").asString("");
    if (executor.equals("container") && either(task.body(), "image").isMissingNode()) {
      findings.addAtKey(
          ProblemCode.MISSING_FIELD,
          task.pointer(),
          "task " + task.key() + " runs in a container and names no image for it",
          "add image: to the task or to defaults, as in image: debian:stable-slim");
    }
  }

  private JsonNode either(JsonNode body, String field) {
    return body.has(field) ? body.path(field) : defaults.path(field);
  }

  private boolean isForPerson(JsonNode body) {
    return body.has("worker") ? isHuman(body) : peopleByDefault;
  }

  private static boolean isHuman(JsonNode body) {
    return body.path("worker").asString("").equals("human");
  }
}
