package dev.signalbox.lock.core;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.ClosedBy;
import java.time.Instant;

/** What happened to a claim, as the store records it. */
public sealed interface ClaimFact {

  AttemptRef attempt();

  /** The attempt's claim stands. */
  record Granted(AttemptRef attempt, WorkerId worker, Instant expiresAt) implements ClaimFact {}

  /** The attempt's claim is over, and its token with it. */
  record Closed(AttemptRef attempt, ClosedBy by) implements ClaimFact {}
}
