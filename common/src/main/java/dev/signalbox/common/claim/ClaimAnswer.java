package dev.signalbox.common.claim;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lock-service's answer to a claim, an amendment, a renewal or a release. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(ClaimAnswer.Granted.class),
  @Type(ClaimAnswer.Denied.class),
  @Type(ClaimAnswer.Recovering.class),
  @Type(ClaimAnswer.Closed.class),
  @Type(ClaimAnswer.Lost.class)
})
public sealed interface ClaimAnswer {

  /**
   * The claim stands.
   *
   * @param displaced attempts whose expired claims were in the way and are closed now
   * @param renewEvery how often the holder is to renew; absent for a third of the claim's life
   */
  @JsonTypeName("granted")
  record Granted(Instant expiresAt, List<AttemptRef> displaced, @Nullable Duration renewEvery)
      implements ClaimAnswer {
    public Granted {
      displaced = List.copyOf(displaced);
    }

    public Granted(Instant expiresAt, List<AttemptRef> displaced) {
      this(expiresAt, displaced, null);
    }
  }

  /** Somebody else holds a path: which, who and until when. Nothing was claimed. */
  @JsonTypeName("denied")
  record Denied(String path, AttemptRef holder, WorkerId worker, Instant expiresAt)
      implements ClaimAnswer {}

  /**
   * Claims may have been lost, and their holders have until then to set them up again. Nothing was
   * claimed: ask again.
   */
  @JsonTypeName("recovering")
  record Recovering(Instant until) implements ClaimAnswer {}

  /** The attempt's claim is over, or a newer attempt has taken its place. */
  @JsonTypeName("closed")
  record Closed(FencingToken closed) implements ClaimAnswer {}

  /**
   * The server knows no such claim. A holder that can show that it still holds it may set it up
   * again; any other must stop.
   */
  @JsonTypeName("lost")
  record Lost(@Nullable String detail) implements ClaimAnswer {}
}
