package dev.signalbox.common.plan;

import tools.jackson.databind.JsonNode;

/** Checks that every task says what is to be done, by whom, in one way. */
final class WorkCheck {
  private final boolean hasAgent;
  private final boolean peopleByDefault;
  private final Findings findings;

  private WorkCheck(JsonNode fields, Findings findings) {
    this.hasAgent = fields.has("agent");
    this.peopleByDefault = isHuman(fields.path("defaults"));
    this.findings = findings;
  }

  /**
   * Checks tasks.
   *
   * @param fields the plan's own fields
   */
  static void check(JsonNode fields, JsonNode root, Findings findings) {
    WorkCheck check = new WorkCheck(fields, findings);
    DraftTask.of(root).forEach(check::work);
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

  private boolean isForPerson(JsonNode body) {
    return body.has("worker") ? isHuman(body) : peopleByDefault;
  }

  private static boolean isHuman(JsonNode body) {
    return body.path("worker").asString("").equals("human");
  }
}
