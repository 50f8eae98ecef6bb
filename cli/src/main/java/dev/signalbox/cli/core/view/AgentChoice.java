package dev.signalbox.cli.core.view;

import dev.signalbox.common.codec.MessageCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Puts another agent, or another model of it, into a plan; the result is the same plan as JSON. */
public final class AgentChoice {
  private AgentChoice() {}

  /**
   * @param document YAML or JSON
   * @param template instead of the plan's own agent; absent keeps that
   * @param model instead of the agent's own; absent keeps that
   */
  public static String in(String document, @Nullable String template, @Nullable String model) {
    Map<Object, @Nullable Object> plan =
        copy(new Load(LoadSettings.builder().build()).loadFromString(document));
    Map<Object, @Nullable Object> agent =
        template == null ? own(plan.get("agent")) : copy(Map.of("template", template));
    if (model != null) {
      agent.put("model", model);
    }
    plan.put("agent", agent);
    return MessageCodec.mapper().writeValueAsString(plan);
  }

  private static Map<Object, @Nullable Object> own(@Nullable Object agent) {
    return agent instanceof String command ? copy(Map.of("command", command)) : copy(agent);
  }

  private static Map<Object, @Nullable Object> copy(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : new LinkedHashMap<>();
  }
}
