package dev.signalbox.worker.core;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a claim ref points at: who holds which paths of the repository, and how far the merge is.
 *
 * @param token the attempt's, where people look for it
 * @param commit what is being merged, or was; absent before, and when nothing was merged
 */
public record ClaimRecord(
    AttemptRef attempt,
    FencingToken token,
    UUID nonce,
    Footprint footprint,
    State state,
    @Nullable String commit) {

  /** The life of a claim ref; it is never deleted while the plan lives. */
  public enum State {
    @JsonProperty("open")
    OPEN,
    @JsonProperty("merging")
    MERGING,
    @JsonProperty("closed")
    CLOSED
  }

  /** A claim that was just granted. */
  public static ClaimRecord open(AttemptRef attempt, UUID nonce, Footprint footprint) {
    return new ClaimRecord(attempt, attempt.token(), nonce, footprint, State.OPEN, null);
  }

  /** This claim while that commit is put into the branch. */
  public ClaimRecord merging(String merged) {
    return new ClaimRecord(attempt, token, nonce, footprint, State.MERGING, merged);
  }

  /** This claim at its end, with the commit that was merged, if any. */
  public ClaimRecord closed(@Nullable String merged) {
    return new ClaimRecord(attempt, token, nonce, footprint, State.CLOSED, merged);
  }

  /** This claim on other paths. */
  public ClaimRecord on(Footprint wider) {
    return new ClaimRecord(attempt, token, nonce, wider, state, commit);
  }

  /** Whether it still holds its paths. */
  @JsonIgnore
  public boolean isLive() {
    return state != State.CLOSED;
  }

  /** The ref of this task's claim. */
  public static String refOf(AttemptRef attempt) {
    return "refs/signalbox/claims/" + attempt.task().plan() + "/" + attempt.task().key();
  }
}
