package dev.signalbox.worker.flow;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Attestation;
import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.worker.adapter.kafka.Publisher;
import dev.signalbox.worker.core.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what happens to an attempt. What others act on is waited for until the broker has it. */
public final class Reporter {

  private final Publisher publisher;
  private final WorkerId worker;

  public Reporter(Publisher publisher, WorkerId worker) {
    this.publisher = publisher;
    this.worker = worker;
  }

  void claimed(RunningAttempt of) throws InterruptedException {
    publisher.publish(new TaskEvent.Claimed(id(), now(), repository(of), of.attempt(), worker));
  }

  /**
   * It could not begin.
   *
   * @param holder absent when no task is known to hold the path
   */
  void deferred(RunningAttempt of, String path, @Nullable TaskId holder)
      throws InterruptedException {
    publisher.publish(
        new TaskEvent.Deferred(id(), now(), repository(of), of.attempt(), worker, path, holder));
  }

  void started(RunningAttempt of, String branch, Attestation attestation) {
    publisher.announce(
        new TaskEvent.Started(
            id(), now(), repository(of), of.attempt(), worker, branch, attestation));
  }

  void progressed(RunningAttempt of, Progress progress) {
    publisher.announce(
        new TaskEvent.Progressed(id(), now(), repository(of), of.attempt(), worker, progress));
  }

  void nearsTimeout(RunningAttempt of, Instant endsAt) {
    publisher.announce(
        new TaskEvent.NearsTimeout(id(), now(), repository(of), of.attempt(), worker, endsAt));
  }

  void withPerson(RunningAttempt of, String branch, Path worktree, String note) {
    publisher.announce(
        new TaskEvent.WithPerson(
            id(), now(), repository(of), of.attempt(), worker, branch, worktree.toString(), note));
  }

  void verifying(RunningAttempt of, String commit) {
    publisher.announce(
        new TaskEvent.Verifying(id(), now(), repository(of), of.attempt(), worker, commit));
  }

  void waiting(RunningAttempt of, String path, AttemptRef holder) {
    publisher.announce(
        new TaskEvent.Waiting(id(), now(), repository(of), of.attempt(), worker, path, holder));
  }

  void merging(RunningAttempt of, String commit) {
    publisher.announce(
        new TaskEvent.Merging(id(), now(), repository(of), of.attempt(), worker, commit));
  }

  void noted(RunningAttempt of, MergeNote note, String detail) {
    publisher.announce(
        new TaskEvent.MergeNoted(id(), now(), repository(of), of.attempt(), worker, note, detail));
  }

  void ended(RunningAttempt of, Outcome outcome, @Nullable String preserved)
      throws InterruptedException {
    publisher.publish(event(of, outcome, preserved));
  }

  private TaskEvent event(RunningAttempt of, Outcome outcome, @Nullable String preserved) {
    RepositoryId repository = repository(of);
    AttemptRef attempt = of.attempt();
    return switch (outcome) {
      case Outcome.Completed completed ->
          new TaskEvent.Completed(
              id(), now(), repository, attempt, worker, completed.commit(), of.outputs());
      case Outcome.NoRoom lack ->
          new TaskEvent.NoRoom(
              id(),
              now(),
              repository,
              attempt,
              worker,
              lack.requiredBytes(),
              lack.availableBytes());
      case Outcome.Failed failed ->
          new TaskEvent.Failed(
              id(), now(), repository, attempt, worker, failed.kind(), failed.detail(), preserved);
      case Outcome.Stopped stopped ->
          new TaskEvent.Stopped(
              id(), now(), repository, attempt, worker, stopped.detail(), preserved);
    };
  }

  private static RepositoryId repository(RunningAttempt of) {
    return of.assignment().repository();
  }

  private static UUID id() {
    return UUID.randomUUID();
  }

  private static Instant now() {
    return Instant.now();
  }
}
