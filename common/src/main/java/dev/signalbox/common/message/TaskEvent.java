package dev.signalbox.common.message;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.plan.FailureKind;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to an attempt (from its worker) or to its claim (from the lock-service). */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @Type(TaskEvent.Claimed.class),
  @Type(TaskEvent.Deferred.class),
  @Type(TaskEvent.Started.class),
  @Type(TaskEvent.Progressed.class),
  @Type(TaskEvent.NearsTimeout.class),
  @Type(TaskEvent.NoRoom.class),
  @Type(TaskEvent.WithPerson.class),
  @Type(TaskEvent.Verifying.class),
  @Type(TaskEvent.Waiting.class),
  @Type(TaskEvent.Merging.class),
  @Type(TaskEvent.MergeNoted.class),
  @Type(TaskEvent.Completed.class),
  @Type(TaskEvent.Failed.class),
  @Type(TaskEvent.Stopped.class),
  @Type(TaskEvent.ClaimGranted.class),
  @Type(TaskEvent.ClaimClosed.class)
})
public sealed interface TaskEvent extends Message {

  RepositoryId repository();

  AttemptRef attempt();

  /** The worker holds the claim and goes to work. */
  @JsonTypeName("task.claimed")
  record Claimed(UUID id, Instant at, RepositoryId repository, AttemptRef attempt, WorkerId worker)
      implements TaskEvent {}

  /** The claim was denied: the attempt is over before it began, nothing is wrong with the task. */
  @JsonTypeName("task.deferred")
  record Deferred(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      String path,
      @Nullable TaskId holder)
      implements TaskEvent {}

  /**
   * The worker has not the disk space for the task's files, also after it cleaned up: the attempt
   * is over before it began, nothing is wrong with the task.
   */
  @JsonTypeName("task.no-room")
  record NoRoom(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      long requiredBytes,
      long availableBytes)
      implements TaskEvent {}

  /**
   * The task's command runs, on the named branch.
   *
   * @param attestation what was checked before; absent where a person works
   */
  @JsonTypeName("task.started")
  record Started(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      String branch,
      @Nullable Attestation attestation)
      implements TaskEvent {
    public Started(
        UUID id,
        Instant at,
        RepositoryId repository,
        AttemptRef attempt,
        WorkerId worker,
        String branch) {
      this(id, at, repository, attempt, worker, branch, null);
    }
  }

  /** The attempt says how far it is. All of it is told each time; the latest counts. */
  @JsonTypeName("task.progressed")
  record Progressed(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      Progress progress)
      implements TaskEvent {}

  /** Three quarters of the time that a command of the attempt may take are over. */
  @JsonTypeName("task.nears-timeout")
  record NearsTimeout(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      Instant endsAt)
      implements TaskEvent {}

  /**
   * The attempt is a person's, and goes on when they say so: at its start, and again when what they
   * handed in could not be merged.
   *
   * @param worktree where they work, on the worker's machine
   * @param note what they should know: where the work starts, or why it came back
   */
  @JsonTypeName("task.with-person")
  record WithPerson(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      String branch,
      String worktree,
      String note)
      implements TaskEvent {}

  /** The change is committed and being rebased and verified. */
  @JsonTypeName("task.verifying")
  record Verifying(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      String commit)
      implements TaskEvent {}

  /**
   * The change is committed and may not be merged yet, because another attempt holds a path of it.
   * The attempt keeps what it reads and asks again; {@code task.verifying} says that it goes on.
   */
  @JsonTypeName("task.waiting")
  record Waiting(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      String path,
      AttemptRef holder)
      implements TaskEvent {}

  /** The verified commit is about to be put into the merge branch. */
  @JsonTypeName("task.merging")
  record Merging(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      String commit)
      implements TaskEvent {}

  /**
   * Something worth knowing on the way to the merge; changes no state.
   *
   * @param detail for people, with the end of the output where it helps
   */
  @JsonTypeName("task.merge-noted")
  record MergeNoted(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      MergeNote note,
      String detail)
      implements TaskEvent {}

  /**
   * The merge branch was read back and contains the commit.
   *
   * @param commit the merged commit; absent when the task changed nothing
   * @param outputs what the task gives to those that need it
   */
  @JsonTypeName("task.completed")
  record Completed(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      @Nullable String commit,
      Map<String, String> outputs)
      implements TaskEvent {
    public Completed {
      // Those that were sent before there were outputs name none.
      outputs = Map.copyOf(Objects.requireNonNullElse(outputs, Map.of()));
    }

    public Completed(
        UUID id,
        Instant at,
        RepositoryId repository,
        AttemptRef attempt,
        WorkerId worker,
        @Nullable String commit) {
      this(id, at, repository, attempt, worker, commit, Map.of());
    }
  }

  /**
   * The attempt did not succeed.
   *
   * @param detail what a user needs to know, with the end of the output where it helps
   * @param preserved the ref that keeps what was committed; absent when there was nothing
   */
  @JsonTypeName("task.failed")
  record Failed(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      FailureKind kind,
      String detail,
      @Nullable String preserved)
      implements TaskEvent {}

  /** The attempt ended on request, or because it lost its authority; its claim is closed. */
  @JsonTypeName("task.stopped")
  record Stopped(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      String detail,
      @Nullable String preserved)
      implements TaskEvent {}

  /** The lock-service granted the attempt's claim. */
  @JsonTypeName("claim.granted")
  record ClaimGranted(
      UUID id,
      Instant at,
      RepositoryId repository,
      AttemptRef attempt,
      WorkerId worker,
      Instant expiresAt)
      implements TaskEvent {}

  /** The attempt's claim ended; no claim with this token or a lower one is ever granted again. */
  @JsonTypeName("claim.closed")
  record ClaimClosed(UUID id, Instant at, RepositoryId repository, AttemptRef attempt, ClosedBy by)
      implements TaskEvent {}
}
