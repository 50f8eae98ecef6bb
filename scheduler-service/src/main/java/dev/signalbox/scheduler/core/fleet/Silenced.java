package dev.signalbox.scheduler.core.fleet;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import java.time.Instant;
import java.util.Set;

/**
 * A worker, or one start of it, that is taken for dead: its attempts are lost.
 *
 * @param spared attempts that its new start says it holds
 * @param before attempts that it took later than this belong to its new start
 */
public record Silenced(WorkerId worker, Set<AttemptRef> spared, Instant before) {
  public Silenced {
    spared = Set.copyOf(spared);
  }
}
