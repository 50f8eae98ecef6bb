package dev.signalbox.simulator;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.plan.TaskSpec;
import java.time.Duration;

/** A record of a lane: an attempt with what its worker needs to know. */
record Assigned(AttemptRef attempt, TaskSpec task, Footprint footprint, Duration ttl) {}
