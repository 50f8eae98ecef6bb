package dev.signalbox.lock.core;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a repository's journal: a fact that is to be told.
 *
 * @param position the place in the journal; with the epoch, unique in the repository for ever
 * @param epoch the store's run of data; another one after everything was lost
 */
public record JournalEntry(
    RepositoryId repository, String epoch, String position, Instant at, ClaimFact fact) {

  /** The event, equal in every part each time it is made: who sees it twice can tell. */
  public TaskEvent event() {
    return switch (fact) {
      case ClaimFact.Granted granted ->
          new TaskEvent.ClaimGranted(
              id(), at, repository, granted.attempt(), granted.worker(), granted.expiresAt());
      case ClaimFact.Closed closed ->
          new TaskEvent.ClaimClosed(id(), at, repository, closed.attempt(), closed.by());
    };
  }

  private UUID id() {
    String name = repository + "\n" + epoch + "\n" + position;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
