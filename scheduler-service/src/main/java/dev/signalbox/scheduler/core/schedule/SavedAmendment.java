package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.plan.Amendment;

/** What was added to a plan; amendments are kept in the order of their making. */
public record SavedAmendment(PlanId plan, Amendment amendment) {}
