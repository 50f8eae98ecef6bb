package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.core.PlanView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some plans, the newest first.
 *
 * @param next what {@code cursor} is set to for the plans after these; absent on the last page
 */
public record PlanPage(List<PlanView> plans, @Nullable String next) {}
