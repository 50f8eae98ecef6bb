package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.AttemptRef;
import java.time.Instant;
import java.util.UUID;

/** What the scheduler tells workers about an attempt; every worker reads all. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@Type(Control.Stop.class), @Type(Control.HandIn.class)})
public sealed interface Control extends Message {

  AttemptRef attempt();

  /** End the attempt: preserve what it has, close its claim, say {@code task.stopped}. */
  @JsonTypeName("attempt.stop")
  record Stop(UUID id, Instant at, AttemptRef attempt, String reason) implements Control {}

  /** The person who works on the attempt is done: commit, verify and merge what is there. */
  @JsonTypeName("attempt.hand-in")
  record HandIn(UUID id, Instant at, AttemptRef attempt) implements Control {}
}
