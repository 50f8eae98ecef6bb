package dev.signalbox.scheduler.adapter.jooq;

import dev.signalbox.common.id.PlanId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the plans that are new in a batch.
 *
 * @param stored names what was stored before of those that are too long for a record
 */
public record Documents(Map<PlanId, String> texts, Map<PlanId, UUID> stored) {
  public Documents {
    texts = Map.copyOf(texts);
    stored = Map.copyOf(stored);
  }

  String of(PlanId plan) {
    return texts.getOrDefault(plan, "");
  }

  @Nullable UUID stored(PlanId plan) {
    return stored.get(plan);
  }
}
