package dev.signalbox.scheduler.adapter.jooq;

import dev.signalbox.common.id.PlanId;
import java.util.Map;

/** The texts of the plans that are new in a batch. */
public record Documents(Map<PlanId, String> texts) {
  public Documents {
    texts = Map.copyOf(texts);
  }

  String of(PlanId plan) {
    return texts.getOrDefault(plan, "");
  }
}
