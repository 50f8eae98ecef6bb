package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.kafka.Incoming;
import dev.signalbox.scheduler.core.outgoing.Announcements;
import dev.signalbox.scheduler.core.outgoing.Draft;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import dev.signalbox.scheduler.core.schedule.Effect;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What a batch gives out, and to whom, once it is committed. */
final class BatchOutput {
  final List<Outgoing> records = new ArrayList<>();
  final List<Work.Revoked> revocations = new ArrayList<>();

  final List<LateMerges.Sought> sought = new ArrayList<>();

  /** Where all claims that were lost stand again. */
  final Set<RepositoryId> recovered = new LinkedHashSet<>();

  final Map<UUID, Submitters.Answer> answers = new LinkedHashMap<>();
  final Map<PlanId, String> documents = new HashMap<>();
  final Map<PlanId, UUID> stored = new HashMap<>();

  /** The repositories whose changes are to be saved. */
  final Set<OwnedRepository> touched = new LinkedHashSet<>();

  private final MessageCodec codec;
  private final DecisionMetrics metrics;
  private final Instant now;
  private final int portion;

  BatchOutput(BatchTools tools, Instant now) {
    this.codec = tools.codec();
    this.metrics = tools.metrics();
    this.portion = tools.portion();
    this.now = now;
  }

  /** Takes up what the core says about a repository. */
  void tell(OwnedRepository repository, List<Effect> effects) {
    touched.add(repository);
    Announcements announcements =
        new Announcements(
            repository.id, () -> ++repository.sequence, UUID::randomUUID, now, portion);
    for (Effect effect : effects) {
      note(repository, effect);
      announcements.of(effect).forEach(draft -> keep(repository.partition, draft));
    }
  }

  /** Says why a record was not accepted, to all and to whoever waits. */
  void reject(OwnedPartition partition, Incoming record, UUID message, List<Problem> reasons) {
    SubmissionRejected rejected =
        new SubmissionRejected(
            UUID.randomUUID(),
            now,
            record.topic(),
            record.partition(),
            record.offset(),
            record.key(),
            new String(record.value(), StandardCharsets.UTF_8),
            reasons);
    keep(partition, new Draft(Topics.REJECTED, record.key(), rejected));
    answers.put(message, new Submitters.Answer.Rejected(reasons));
    metrics.rejected(reasons);
  }

  /** Sends a submission to the partition of its repository. */
  void forward(OwnedPartition partition, Submission submission) {
    keep(partition, new Draft(Topics.SUBMISSIONS, submission.repository().value(), submission));
  }

  /** The messages that are not followed, and why. */
  Map<UUID, List<Problem>> refused() {
    Map<UUID, List<Problem>> refused = new LinkedHashMap<>();
    answers.forEach((message, answer) -> {
      if (answer instanceof Submitters.Answer.Rejected rejected) {
        refused.put(message, rejected.reasons());
      }
    });
    return refused;
  }

  /** Work before news: of a long plan there is much to tell, and workers wait. */
  List<Outgoing> inSendingOrder() {
    return Stream.concat(
            records.stream().filter(record -> !record.topic().equals(Topics.CHANGES)),
            records.stream().filter(record -> record.topic().equals(Topics.CHANGES)))
        .toList();
  }

  boolean isEmpty() {
    return records.isEmpty() && touched.isEmpty();
  }

  private void note(OwnedRepository repository, Effect effect) {
    switch (effect) {
      case Effect.PlanAccepted accepted ->
          documents.put(accepted.setup().id(), accepted.document());
      case Effect.RevokeClaim revoke ->
          revocations.add(new Work.Revoked(repository.id, revoke.attempt()));
      case Effect.SeekMerge seek -> sought.add(new LateMerges.Sought(repository.id, seek));
      case Effect.EndRecovery end -> recovered.add(repository.id);
      case Effect.ClaimReleased released -> {}
      case Effect.Ignored ignored -> metrics.ignored(ignored.why());
      case Effect.Publish publish -> metrics.published();
      case Effect.DeadlockFound found -> metrics.deadlock(found);
      case Effect.PlanMoved moved -> {}
      case Effect.PlanAmended amended -> {}
      case Effect.TaskMoved moved -> {
        if (moved.to() == TaskState.FAILED) {
          metrics.deadLetter(moved.reason());
        }
      }
      case Effect.TaskProgressed told -> {}
      case Effect.StopAttempt stop -> {}
      case Effect.TaskNoted noted -> {}
      case Effect.HandIn done -> {}
      case Effect.Refused refused -> {}
    }
  }

  private void keep(OwnedPartition partition, Draft draft) {
    Map<String, String> headers = new LinkedHashMap<>();
    codec
        .headers(draft.message())
        .forEach((name, value) -> headers.put(name, new String(value, StandardCharsets.US_ASCII)));
    records.add(
        new Outgoing(
            partition.number,
            partition.nextPosition(),
            draft.topic(),
            draft.key(),
            codec.encode(draft.message()),
            headers));
  }
}
