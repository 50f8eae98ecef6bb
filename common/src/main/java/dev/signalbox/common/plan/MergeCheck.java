package dev.signalbox.common.plan;

import tools.jackson.databind.JsonNode;

/** Checks that a plan says all that its way of merging needs. */
final class MergeCheck {
  private static final String STRATEGY = "/merge/strategy";
  private static final String PULL_REQUEST = "pull-request";

  private MergeCheck() {}

  static void check(JsonNode root, Findings findings) {
    boolean opens = root.at(STRATEGY).asString("").equals(PULL_REQUEST);
    boolean hasCommand = root.path("merge").has(PULL_REQUEST);
    if (opens && !hasCommand) {
      findings.add(
          ProblemCode.NO_PULL_REQUEST_COMMAND,
          STRATEGY,
          "the strategy is pull-request, and no command opens one",
          "add merge.pull-request: with the command, as in docs/plan-format.md");
    }
  }
}
