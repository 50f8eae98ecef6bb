package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.scheduler.core.fleet.Silenced;

/** Everything that can change the state of a repository's plans. */
public sealed interface Input {

  /** A plan that is valid on its repository. */
  record Accept(PlanSetup setup, String document) implements Input {}

  /** A command on a plan; a {@code SubmitPlan} changes nothing here. */
  record Command(Submission submission) implements Input {}

  /** A message about an attempt or a claim. Its id was not seen before. */
  record Happened(TaskEvent event) implements Input {}

  /** The lock-service answered a revocation: no claim of the attempt stands or ever will. */
  record Revoked(AttemptRef attempt) implements Input {}

  /** A worker is dead. */
  record WorkerLost(Silenced silenced) implements Input {}

  /** Time went by. */
  record Tick() implements Input {}

  /** Time went by in which nobody could be heard: what is judged by silence starts anew. */
  record Awoke() implements Input {}
}
