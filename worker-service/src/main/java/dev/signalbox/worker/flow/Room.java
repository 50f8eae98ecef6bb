package dev.signalbox.worker.flow;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.adapter.git.CheckoutSize;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.Outcome;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits an attempt only when its files fit on the disk beside a reserve. When they do not, what is
 * of no use to anybody is removed first.
 */
public final class Room {

  private static final Logger LOG = LoggerFactory.getLogger(Room.class);

  private final Workplaces places;
  private final LongSupplier available;
  private final long reserve;

  /**
   * @param available bytes on the disk of the worktrees
   * @param reserve bytes that stay free
   */
  public Room(Workplaces places, LongSupplier available, long reserve) {
    this.places = places;
    this.available = available;
    this.reserve = reserve;
  }

  /** What is missing for that commit in that slot, also after cleaning up; empty when it fits. */
  Optional<Outcome> lackFor(int slot, RepositoryId id, TargetRepository target, String commit) {
    long free = available.getAsLong();
    if (free >= reserve && places.isMade(slot, id, target)) {
      return Optional.empty();
    }
    long files = places.isMade(slot, id, target) ? 0 : CheckoutSize.of(target, commit);
    long required = Math.addExact(files, reserve);
    if (free < required) {
      int removed = places.cleanUp();
      LOG.warn("the disk is short of {} bytes; {} worktrees removed", required - free, removed);
      free = available.getAsLong();
    }
    return free < required ? Optional.of(new Outcome.NoRoom(required, free)) : Optional.empty();
  }
}
