package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import java.time.Instant;
import java.util.UUID;

/** What the scheduler tells workers; every worker reads all. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(Control.Stop.class),
  @Type(Control.HandIn.class),
  @Type(Control.Drain.class),
  @Type(Control.Resume.class)
})
public sealed interface Control extends Message {

  /** End the attempt: preserve what it has, close its claim, say {@code task.stopped}. */
  @JsonTypeName("attempt.stop")
  record Stop(UUID id, Instant at, AttemptRef attempt, String reason) implements Control {}

  /** The person who works on the attempt is done: commit, verify and merge what is there. */
  @JsonTypeName("attempt.hand-in")
  record HandIn(UUID id, Instant at, AttemptRef attempt) implements Control {}

  /** The worker takes nothing new, until it is told to resume or starts anew; what runs goes on. */
  @JsonTypeName("worker.drain")
  record Drain(UUID id, Instant at, WorkerId worker, String reason) implements Control {}

  /** The worker takes work again. */
  @JsonTypeName("worker.resume")
  record Resume(UUID id, Instant at, WorkerId worker) implements Control {}
}
