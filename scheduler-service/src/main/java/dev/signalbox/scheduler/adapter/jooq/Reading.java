package dev.signalbox.scheduler.adapter.jooq;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Amendment;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.AttemptRecord;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.PlanRecord;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.TaskRecord;
import dev.signalbox.scheduler.core.schedule.Closing;
import dev.signalbox.scheduler.core.schedule.LackOfRoom;
import dev.signalbox.scheduler.core.schedule.MergeWait;
import dev.signalbox.scheduler.core.schedule.PersonClaim;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import dev.signalbox.scheduler.core.schedule.SavedAttempt;
import dev.signalbox.scheduler.core.schedule.SavedPlan;
import dev.signalbox.scheduler.core.schedule.SavedRepository;
import dev.signalbox.scheduler.core.schedule.SavedTask;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows back into what the core saved. */
final class Reading {
  private static final JsonMapper JSON = MessageCodec.mapper();
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private Reading() {}

  /** What the row itself says of the plan; the tasks of a long one are elsewhere. */
  static Plan content(PlanRecord row) {
    return JSON.readValue(row.getContent(), Plan.class);
  }

  /** The plan as it was accepted, with all that was added since. */
  static SavedPlan plan(PlanRecord row, Plan accepted, List<String> amendments) {
    Plan content = accepted;
    for (String amendment : amendments) {
      content = JSON.readValue(amendment, Amendment.class).to(content);
    }
    PlanSetup setup =
        new PlanSetup(
            new PlanId(row.getId()),
            content,
            row.getLocation(),
            row.getTarget(),
            row.getMergeBranch(),
            row.getBase(),
            row.getSubmittedBy(),
            row.getAcceptedAt());
    return new SavedPlan(
        setup,
        row.getOrdinal(),
        PlanState.valueOf(row.getState()),
        row.getReason(),
        row.getCancelling(),
        optional(row.getStoppedBy(), TaskKey::new),
        row.getMaxWorkers(),
        List.of(row.getUsed()),
        List.of(JSON.readValue(row.getCosts(), Cost[].class)));
  }

  static SavedRepository repository(String memory) {
    return JSON.readValue(memory, SavedRepository.class);
  }

  static SavedTask task(TaskRecord row) {
    return new SavedTask(
        task(row.getPlan(), row.getKey()),
        TaskState.valueOf(row.getState()),
        row.getTries(),
        row.getNumber(),
        row.getConflicts(),
        row.getDeferrals(),
        row.getMovedAt(),
        row.getSerialised(),
        row.getReadySince(),
        row.getPatient(),
        row.getReservedUntil(),
        row.getFinishingSince(),
        row.getNotBefore(),
        row.getDeferredOn(),
        optional(row.getDeferredBy(), TaskId::of),
        row.getToken(),
        optional(row.getBecauseOf(), TaskKey::new),
        row.getBranch(),
        row.getCommitId(),
        row.getReason(),
        optional(row.getPriority(), Priority::valueOf),
        outputs(row.getOutputs()),
        optional(row.getNoRoom(), text -> JSON.readValue(text, LackOfRoom.class)),
        optional(row.getPerson(), text -> JSON.readValue(text, PersonClaim.class)));
  }

  static SavedAttempt attempt(AttemptRecord row) {
    TaskId task = task(row.getPlan(), row.getTask());
    return new SavedAttempt(
        new AttemptRef(task, row.getNumber(), new FencingToken(row.getToken())),
        row.getPublishedAt(),
        Priority.valueOf(row.getPaidAs()),
        row.getChargeMillis(),
        optional(row.getWorker(), WorkerId::new),
        row.getClaimedAt(),
        optional(row.getClosing(), Closing::valueOf),
        row.getOnlyReads(),
        optional(row.getMergeWait(), text -> JSON.readValue(text, MergeWait.class)),
        optional(row.getCost(), text -> Cost.read(text).orElse(null)),
        row.getPerson(),
        row.getOver(),
        row.getOutcome());
  }

  static List<Problem> problems(String json) {
    return List.of(JSON.readValue(json, Problem[].class));
  }

  private static Map<String, String> outputs(@Nullable String json) {
    return json == null ? Map.of() : JSON.readValue(json, TEXTS);
  }

  private static TaskId task(UUID plan, String key) {
    return new TaskId(new PlanId(plan), new TaskKey(key));
  }

  private static <T> @Nullable T optional(@Nullable String text, Function<String, T> read) {
    return text == null ? null : read.apply(text);
  }
}
