package dev.signalbox.scheduler.core.fleet;

import dev.signalbox.common.id.WorkerId;
import java.time.Instant;
import java.util.List;

/** A living worker, for people. */
public record WorkerView(WorkerId worker, int slots, List<String> skills, Instant heardAt) {}
