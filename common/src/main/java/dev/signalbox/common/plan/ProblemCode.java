package dev.signalbox.common.plan;

/** Everything that can be wrong with a plan; a text never changes its meaning. */
public enum ProblemCode {
  SYNTAX("E001-syntax"),
  CYCLE("E002-cycle"),
  UNKNOWN_NEED("E003-unknown-need"),
  SELF_NEED("E004-self-need"),
  DUPLICATE_KEY("E005-duplicate-key"),
  NO_TASKS("E006-no-tasks"),
  VERSION("E007-version"),
  TOO_LARGE("E008-too-large"),
  BAD_TAG("E009-bad-tag"),
  UNKNOWN_FIELD("E010-unknown-field"),
  MISSING_FIELD("E011-missing-field"),
  WRONG_TYPE("E012-wrong-type"),
  BAD_VALUE("E013-bad-value"),
  BAD_NAME("E014-bad-name"),
  BAD_DURATION("E015-bad-duration"),
  BAD_BRANCH("E016-bad-branch"),
  OUT_OF_RANGE("E017-out-of-range"),
  EMPTY("E018-empty"),
  DUPLICATE_ITEM("E019-duplicate-item"),
  OUTSIDE_REPOSITORY("E020-outside-repository"),
  BAD_PATTERN("E021-bad-pattern"),
  BAD_URL("E022-bad-url"),
  CREDENTIALS_IN_URL("E023-credentials-in-url"),
  NOTHING_TO_DO("E030-nothing-to-do"),
  RUN_AND_PROMPT("E031-run-and-prompt"),
  PROMPT_WITHOUT_AGENT("E032-prompt-without-agent"),
  PATH_AND_URL("E033-path-and-url"),
  NO_PULL_REQUEST_COMMAND("E036-no-pull-request-command"),
  TASK_EXISTS("E034-task-exists"),
  BAD_AGENT("E035-bad-agent"),
  PUBLISHED("E055-published"),
  NO_FILES("W011-no-files"),
  UNMERGED_NEEDS("W012-unmerged-needs");

  private final String text;

  ProblemCode(String text) {
    this.text = text;
  }

  /** The stable text of this code, as users and tools see it. */
  public String text() {
    return text;
  }

  /** Errors refuse the plan, warnings do not. */
  public Severity severity() {
    return text.startsWith("E") ? Severity.ERROR : Severity.WARNING;
  }
}
