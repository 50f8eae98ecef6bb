package dev.signalbox.cli.core.view;

import dev.signalbox.common.codec.MessageCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Puts other {@code limits} into a plan; the result is the same plan as JSON. */
public final class PlanLimits {
  private PlanLimits() {}

  /**
   * @param document a valid plan
   */
  public static String in(String document, Map<String, Object> wanted) {
    Map<Object, @Nullable Object> plan =
        copy(new Load(LoadSettings.builder().build()).loadFromString(document));
    Map<Object, @Nullable Object> limits = copy(plan.get("limits"));
    limits.putAll(wanted);
    plan.put("limits", limits);
    return MessageCodec.mapper().writeValueAsString(plan);
  }

  static Map<Object, @Nullable Object> copy(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : new LinkedHashMap<>();
  }
}
