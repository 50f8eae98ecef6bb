package dev.signalbox.common.plan;

import dev.signalbox.common.agent.AgentTemplate;
import dev.signalbox.common.agent.AgentTemplates;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The plan's {@code agent}: a command, or a mapping with a template or a command, a model and more
 * arguments. It becomes one text for the shell when the plan is read, so a plan that was accepted
 * says all its life what it runs.
 */
final class AgentField {
  private static final String POINTER = "/agent";

  private AgentField() {}

  /** Says what is wrong with a mapping that has the right form. */
  static void check(JsonNode root, Findings findings) {
    JsonNode agent = root.path("agent");
    if (!agent.isObject() || agent.isEmpty()) {
      return;
    }
    boolean template = agent.has("template");
    if (template == agent.has("command")) {
      findings.addAtKey(
          ProblemCode.BAD_AGENT,
          POINTER,
          template
              ? "agent gives both template and command"
              : "agent gives neither template nor command",
          template ? "keep one of the two" : "add template:, one of " + names());
    } else if (template && AgentTemplates.named(agent.path("template").asString("")).isEmpty()) {
      String wrong = agent.path("template").asString("");
      findings.add(
          ProblemCode.BAD_AGENT,
          POINTER + "/template",
          "there is no agent template " + wrong,
          Similar.hint(wrong, AgentTemplates.names(), "use one of " + names()));
    }
  }

  /** The command for the shell; absent when the plan names no agent. */
  static @Nullable String command(JsonNode root) {
    JsonNode agent = root.path("agent");
    if (!agent.isObject()) {
      return Values.optionalText(root, "agent");
    }
    String command =
        AgentTemplates.named(agent.path("template").asString(""))
            .map(AgentTemplate::command)
            .orElseGet(() -> agent.path("command").asString(""));
    String arguments = agent.path("args").asString("");
    String model = agent.path("model").asString("");
    return model(model) + command + (arguments.isEmpty() ? "" : " " + arguments);
  }

  /** A task's own variable wins, so that single tasks may have another model. */
  private static String model(String model) {
    return model.isEmpty()
        ? ""
        : "SIGNALBOX_MODEL=\"${SIGNALBOX_MODEL:-" + model + "}\"; export SIGNALBOX_MODEL; ";
  }

  private static String names() {
    return String.join(", ", AgentTemplates.names());
  }
}
