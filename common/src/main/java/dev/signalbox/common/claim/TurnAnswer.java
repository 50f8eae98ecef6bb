package dev.signalbox.common.claim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/** The answer to the request for a turn to merge into a branch; turns go in the order of asking. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@Type(TurnAnswer.Taken.class), @Type(TurnAnswer.Waiting.class)})
public sealed interface TurnAnswer {

  /** It is this attempt's turn until then. */
  @JsonTypeName("taken")
  record Taken(Instant until) implements TurnAnswer {}

  /** Others are before; ask again. A place in the queue is kept for a few seconds after asking. */
  @JsonTypeName("waiting")
  record Waiting(int ahead) implements TurnAnswer {}
}
