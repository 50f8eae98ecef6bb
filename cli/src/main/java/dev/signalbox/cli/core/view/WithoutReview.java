package dev.signalbox.cli.core.view;

import dev.signalbox.common.codec.MessageCodec;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Takes {@code merge.review} out of a plan; the result is the same plan as JSON. */
public final class WithoutReview {
  private WithoutReview() {}

  /**
   * @param document a valid plan
   */
  public static String in(String document) {
    Map<Object, @Nullable Object> plan =
        PlanLimits.copy(new Load(LoadSettings.builder().build()).loadFromString(document));
    if (plan.containsKey("merge")) {
      Map<Object, @Nullable Object> merge = PlanLimits.copy(plan.get("merge"));
      merge.remove("review");
      plan.put("merge", merge);
    }
    return MessageCodec.mapper().writeValueAsString(plan);
  }
}
