package dev.signalbox.scheduler.flow.intake;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.codec.UnreadableMessageException;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.git.GitProblemException;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.jooq.StoredPlans;
import dev.signalbox.scheduler.adapter.kafka.Incoming;
import dev.signalbox.scheduler.adapter.kafka.TopicSetup;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a record what it means. A record is a message of the family {@code Submission}, or the
 * text of a plan as its author wrote it.
 */
public final class SubmissionIntake {
  private static final String MESSAGE_TYPES = "dev.signalbox.";

  private final MessageCodec codec;
  private final PlanCheck check;
  private final MergeBranches branches;
  private final PlanStore plans;
  private final StoredPlans stored;
  private final InstantSource clock;

  public SubmissionIntake(
      MessageCodec codec,
      PlanCheck check,
      MergeBranches branches,
      PlanStore plans,
      StoredPlans stored,
      InstantSource clock) {
    this.stored = stored;
    this.codec = codec;
    this.check = check;
    this.branches = branches;
    this.plans = plans;
    this.clock = clock;
  }

  /**
   * Reads one record.
   *
   * @param topicId tells the record apart from one of another topic of that name
   * @param partitions of the topic
   */
  public Intake read(Incoming record, String topicId, int partitions) {
    UUID place = placeOf(record, topicId);
    try {
      Submission message = message(record);
      return message == null
          ? document(record, place, partitions)
          : submission(message, record, partitions);
    } catch (UnreadableMessageException | CharacterCodingException unreadable) {
      String why = String.valueOf(unreadable.getMessage());
      return reject(place, PlanCheck.error("E060-unreadable", "", why, ""));
    }
  }

  private Intake submission(Submission message, Incoming record, int partitions) {
    int right = TopicSetup.partitionOf(message.repository().value(), partitions);
    if (right != record.partition()) {
      // The message itself is not applied here: its id must stay unknown until it is.
      return new Intake.Forward(named("moved " + message.id()), message);
    }
    if (message instanceof Submission.SubmitPlan submitted) {
      return plan(submitted);
    }
    if (message instanceof Submission.SubmitStored submitted) {
      return stored(submitted);
    }
    return new Intake.Command(message.id(), message);
  }

  private Intake plan(Submission.SubmitPlan submitted) {
    if (plans.accepted(submitted.plan()).isPresent()) {
      return new Intake.Known(submitted.id());
    }
    return switch (check.check(submitted.document(), submitted.directory())) {
      case Checked.Bad bad -> new Intake.Reject(submitted.id(), bad.problems());
      case Checked.Good good ->
          accepted(
              submitted, good, submitted.submittedBy(), new Source(submitted.document(), null));
    };
  }

  private Intake stored(Submission.SubmitStored submitted) {
    if (plans.accepted(submitted.plan()).isPresent()) {
      return new Intake.Known(submitted.id());
    }
    Optional<Plan> plan = stored.plan(submitted.stored());
    if (plan.isEmpty()) {
      String message = "nothing is stored by the name " + submitted.stored();
      return reject(submitted.id(), PlanCheck.error("E062-not-stored", "", message, ""));
    }
    return switch (check.check(plan.get(), submitted.directory())) {
      case Checked.Bad bad -> new Intake.Reject(submitted.id(), bad.problems());
      case Checked.Good good ->
          accepted(submitted, good, submitted.submittedBy(), new Source("", submitted.stored()));
    };
  }

  /** Where the text of a plan is: here, or stored. */
  private record Source(String document, @Nullable UUID stored) {}

  private Intake accepted(
      Submission submitted, Checked.Good good, String submittedBy, Source source) {
    RepositoryId repository = good.repository().id();
    if (!repository.equals(submitted.repository())) {
      String message = "the plan is for " + repository + ", not for " + submitted.repository();
      return reject(
          submitted.id(), PlanCheck.error("E061-other-repository", "/repository", message, ""));
    }
    String branch;
    try {
      branch = branches.start(submitted.plan(), good.plan().name(), good.repository());
    } catch (GitProblemException problem) {
      return reject(submitted.id(), PlanCheck.error(problem));
    }
    PlanSetup setup =
        new PlanSetup(
            submitted.plan(),
            good.plan(),
            good.repository().location(),
            good.repository().target(),
            branch,
            good.repository().base(),
            submittedBy,
            clock.instant());
    return new Intake.Accept(submitted.id(), repository, setup, source.document(), source.stored());
  }

  /** A plain document becomes a message, whose ids the record's place decides. */
  private Intake document(Incoming record, UUID place, int partitions)
      throws CharacterCodingException {
    String text = text(record.value());
    return switch (check.check(text, null)) {
      case Checked.Bad bad -> new Intake.Reject(place, bad.problems());
      case Checked.Good good -> {
        Submission.SubmitPlan message =
            new Submission.SubmitPlan(
                place,
                clock.instant(),
                good.repository().id(),
                new PlanId(place),
                record.topic(),
                null,
                text);
        yield submission(message, record, partitions);
      }
    };
  }

  private @Nullable Submission message(Incoming record) throws CharacterCodingException {
    String type = record.type();
    if (type != null && type.startsWith(MESSAGE_TYPES)) {
      return codec.decode(record.value(), Submission.class);
    }
    String text = text(record.value()).stripLeading();
    if (!text.startsWith("{") || !text.contains("\"type\"")) {
      return null;
    }
    try {
      return codec.decode(record.value(), Submission.class);
    } catch (UnreadableMessageException noMessage) {
      return null;
    }
  }

  private static Intake reject(UUID message, Problem problem) {
    return new Intake.Reject(message, List.of(problem));
  }

  private static String text(byte[] value) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
  }

  /** The same for each delivery of one record. */
  private static UUID placeOf(Incoming record, String topicId) {
    return named(topicId + "/" + record.partition() + "/" + record.offset());
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
