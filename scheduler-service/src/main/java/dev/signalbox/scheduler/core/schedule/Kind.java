package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.plan.Priority;
import dev.signalbox.scheduler.core.fleet.Lane;

/**
 * What tasks have in common that share every limit but those of their plan.
 *
 * @param unknown whether nobody said what files they write, and nothing keeps them apart
 * @param person whether a person does the work, so that no limit of workers counts
 */
record Kind(Priority priority, Lane lane, boolean unknown, boolean person) {}
