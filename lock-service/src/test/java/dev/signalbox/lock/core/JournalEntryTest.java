package dev.signalbox.lock.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.TaskEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JournalEntryTest {
  private static final RepositoryId REPOSITORY = new RepositoryId("/journal");
  private static final AttemptRef ATTEMPT = Claims.attempt("a", 5);
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final ClaimFact CLOSED = new ClaimFact.Closed(ATTEMPT, ClosedBy.EXPIRY);

  @Test
  void tellsAGrant() {
    Instant expires = AT.plusSeconds(60);
    ClaimFact fact = new ClaimFact.Granted(ATTEMPT, Claims.worker(1), expires);
    TaskEvent event = new JournalEntry(REPOSITORY, "e", "1-0", AT, fact).event();
    assertThat(event)
        .isEqualTo(
            new TaskEvent.ClaimGranted(
                event.id(), AT, REPOSITORY, ATTEMPT, Claims.worker(1), expires));
  }

  @Test
  void tellsAnEnd() {
    TaskEvent event = new JournalEntry(REPOSITORY, "e", "1-0", AT, CLOSED).event();
    assertThat(event)
        .isEqualTo(new TaskEvent.ClaimClosed(event.id(), AT, REPOSITORY, ATTEMPT, ClosedBy.EXPIRY));
  }

  @Test
  void theIdIsThePlaceInTheJournalAndNothingElse() {
    TaskEvent event = new JournalEntry(REPOSITORY, "e", "1-0", AT, CLOSED).event();
    assertThat(new JournalEntry(REPOSITORY, "e", "1-0", AT, CLOSED).event()).isEqualTo(event);
    assertThat(new JournalEntry(REPOSITORY, "e", "1-1", AT, CLOSED).event().id())
        .isNotEqualTo(event.id());
    assertThat(new JournalEntry(REPOSITORY, "f", "1-0", AT, CLOSED).event().id())
        .isNotEqualTo(event.id());
    assertThat(new JournalEntry(new RepositoryId("/x"), "e", "1-0", AT, CLOSED).event().id())
        .isNotEqualTo(event.id());
  }
}
