package dev.signalbox.common.message;

import java.time.Instant;
import java.util.UUID;

/** Anything on a Signalbox topic. Ids are remembered, so a message seen twice changes nothing. */
public sealed interface Message
    permits Submission,
        SubmissionRejected,
        Assignment,
        TaskEvent,
        PlanChange,
        WorkerMessage,
        Control,
        LogChunk {

  /** The identity of this message (the CloudEvents id). */
  UUID id();

  /** When the sender made it, by the sender's clock. */
  Instant at();
}
