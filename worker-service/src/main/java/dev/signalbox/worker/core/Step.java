package dev.signalbox.worker.core;

/** The steps of an attempt, in their order; a fail-point can be set at each. */
public enum Step {
  /** The record of the assignment was polled. */
  RECORD_TAKEN,
  /** The lock-service granted the claim. */
  GRANTED,
  /** The claim ref stands in the target repository. */
  CLAIM_WRITTEN,
  /** The claim was renewed after that: the attempt may run. */
  RENEWED,
  /** The broker has the news of the claim. */
  CLAIM_ANNOUNCED,
  /** The record is given back as done. */
  ACKNOWLEDGED,
  /** The slot's worktree has the base commit, and the note of the attempt lies beside it. */
  WORKTREE_READY,
  /** The command runs. */
  COMMAND_STARTED,
  /** It is over, and all that it started. */
  COMMAND_ENDED,
  /** What it changed is a commit of the slot. */
  COMMITTED,
  /** The target has the objects of that commit. */
  OBJECTS_COPIED,
  /** The attempt has its turn to verify and merge. */
  TURN_TAKEN,
  /** The result stands on the tip of the branch, and nothing points at it. */
  REBASED,
  /** The plan's check is content with it. */
  VERIFIED,
  /** The claim ref says which commit is about to be merged. */
  MERGING_WRITTEN,
  /** Every ref of the merge is locked, none has moved. */
  REFS_LOCKED,
  /** The branch has moved, the claim ref is still locked. */
  FIRST_REF_MOVED,
  /** Branch and claim have moved. */
  MERGED,
  /** The merge was read back. */
  READ_BACK,
  /** What was not merged is kept. */
  PRESERVED,
  /** The claim ref is closed. */
  CLAIM_CLOSED,
  /** The lock-service has the claim back. */
  RELEASED,
  /** The broker has the outcome. */
  OUTCOME_ANNOUNCED,
  /** The slot is ready for the next attempt. */
  TIDIED
}
