package dev.signalbox.worker.core;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a claim ref points at: who holds which paths of the repository, and how far the merge is.
 *
 * @param token the attempt's, where people look for it
 * @param commit what is being merged, or was; absent before, and when nothing was merged
 * @param outputs what the task gives to those that need it, once something is being merged: whoever
 *     finds the merge says it was completed, with these
 */
public record ClaimRecord(
    AttemptRef attempt,
    FencingToken token,
    UUID nonce,
    Footprint footprint,
    State state,
    @Nullable String commit,
    @Nullable Map<String, String> outputs) {

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
    return new ClaimRecord(attempt, attempt.token(), nonce, footprint, State.OPEN, null, null);
  }

  /** This claim while that commit is put into the branch. */
  public ClaimRecord merging(String merged) {
    return new ClaimRecord(attempt, token, nonce, footprint, State.MERGING, merged, outputs);
  }

  /** This claim of a task that gives these to others. */
  public ClaimRecord giving(Map<String, String> given) {
    @Nullable Map<String, String> some = given.isEmpty() ? null : Map.copyOf(given);
    return new ClaimRecord(attempt, token, nonce, footprint, state, commit, some);
  }

  /** What the task gives to those that need it. */
  @JsonIgnore
  public Map<String, String> given() {
    return outputs == null ? Map.of() : outputs;
  }

  /** This claim at its end, with the commit that was merged, if any. */
  public ClaimRecord closed(@Nullable String merged) {
    return new ClaimRecord(attempt, token, nonce, footprint, State.CLOSED, merged, outputs);
  }

  /** This claim on other paths. */
  public ClaimRecord on(Footprint wider) {
    return new ClaimRecord(attempt, token, nonce, wider, state, commit, outputs);
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
