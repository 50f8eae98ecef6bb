package dev.signalbox.common.claim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.WorkerId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lock-service's answer to a claim, an amendment, a renewal or a release. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(ClaimAnswer.Granted.class),
  @Type(ClaimAnswer.Denied.class),
  @Type(ClaimAnswer.Closed.class),
  @Type(ClaimAnswer.Lost.class)
})
public sealed interface ClaimAnswer {

  /**
   * The claim stands.
   *
   * @param displaced attempts whose expired claims were in the way and are closed now
   */
  @JsonTypeName("granted")
  record Granted(Instant expiresAt, List<AttemptRef> displaced) implements ClaimAnswer {
    public Granted {
      displaced = List.copyOf(displaced);
    }
  }

  /** Somebody else holds a path: which, who and until when. Nothing was claimed. */
  @JsonTypeName("denied")
  record Denied(String path, AttemptRef holder, WorkerId worker, Instant expiresAt)
      implements ClaimAnswer {}

  /** The attempt's claim is over, or a newer attempt has taken its place. */
  @JsonTypeName("closed")
  record Closed(FencingToken closed) implements ClaimAnswer {}

  /** There is no such claim: it expired, or the server lost it. The holder must stop. */
  @JsonTypeName("lost")
  record Lost(@Nullable String detail) implements ClaimAnswer {}
}
