package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.Rendered.given;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.AMENDMENT;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.ATTEMPT;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.REPOSITORY;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.TASK;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.update;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.AttemptRecord;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.PlanRecord;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.TaskRecord;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import dev.signalbox.scheduler.core.schedule.SavedAmendment;
import dev.signalbox.scheduler.core.schedule.SavedAttempt;
import dev.signalbox.scheduler.core.schedule.SavedPlan;
import dev.signalbox.scheduler.core.schedule.SavedRepository;
import dev.signalbox.scheduler.core.schedule.SavedTask;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes repositories, plans, tasks and attempts. */
final class Rows {
  private static final JsonMapper JSON = MessageCodec.mapper();
  private static final RowArrays<PlanRecord> PLANS = RowArrays.adding(PLAN);
  private static final RowArrays<TaskRecord> TASKS = RowArrays.replacing(TASK);
  private static final RowArrays<AttemptRecord> ATTEMPTS = RowArrays.replacing(ATTEMPT);
  private static final Rendered COUNT_CHANGES =
      Rendered.of(
          insertInto(REPOSITORY, REPOSITORY.ID, REPOSITORY.PARTITION, REPOSITORY.SEQUENCE)
              .values(given(REPOSITORY.ID), given(REPOSITORY.PARTITION), given(REPOSITORY.SEQUENCE))
              .onConflict(REPOSITORY.ID)
              .doUpdate()
              .set(REPOSITORY.PARTITION, excluded(REPOSITORY.PARTITION))
              .set(REPOSITORY.SEQUENCE, excluded(REPOSITORY.SEQUENCE)));
  private static final Rendered KEEP_MEMORY =
      Rendered.of(
          update(REPOSITORY)
              .set(REPOSITORY.MEMORY, given(REPOSITORY.MEMORY))
              .where(REPOSITORY.ID.eq(given(REPOSITORY.ID))));
  private static final Rendered UPDATE_PLAN =
      Rendered.of(
          update(PLAN)
              .set(PLAN.STATE, given(PLAN.STATE))
              .set(PLAN.REASON, given(PLAN.REASON))
              .set(PLAN.CANCELLING, given(PLAN.CANCELLING))
              .set(PLAN.STOPPED_BY, given(PLAN.STOPPED_BY))
              .set(PLAN.USED, given(PLAN.USED))
              .set(PLAN.MAX_WORKERS, given(PLAN.MAX_WORKERS))
              .set(PLAN.COSTS, given(PLAN.COSTS))
              .where(PLAN.ID.eq(given(PLAN.ID))));
  private static final Rendered ADD_AMENDMENT =
      Rendered.of(
          insertInto(AMENDMENT, AMENDMENT.PLAN, AMENDMENT.CONTENT, AMENDMENT.NUMBER)
              .select(
                  select(given(AMENDMENT.PLAN), given(AMENDMENT.CONTENT), count().plus(inline(1)))
                      .from(AMENDMENT)
                      .where(AMENDMENT.PLAN.eq(given(AMENDMENT.PLAN)))));

  private final Pipeline pipeline;

  Rows(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  void saveSequence(RepositoryId repository, int partition, long sequence) {
    pipeline.add(COUNT_CHANGES, repository.value(), partition, sequence);
  }

  void saveRepository(RepositoryId repository, @Nullable SavedRepository saved) {
    if (saved != null) {
      pipeline.add(KEEP_MEMORY, JSON.writeValueAsString(saved), repository.value());
    }
  }

  /** New plans whole; of known ones only what can change. */
  void savePlans(RepositoryId repository, List<SavedPlan> plans, Documents documents) {
    if (plans.isEmpty()) {
      return;
    }
    List<Integer> updates = plans.stream().map(this::addUpdate).toList();
    List<Integer> updated = pipeline.send().counts();
    List<PlanRecord> unknown = new ArrayList<>();
    for (int at = 0; at < plans.size(); at++) {
      if (updated.get(updates.get(at)) == 0) {
        unknown.add(record(repository, plans.get(at), documents));
      }
    }
    PLANS.write(pipeline, unknown);
  }

  /** Each gets the next number of its plan; only the owner of the repository makes them. */
  void saveAmendments(List<SavedAmendment> amendments) {
    for (SavedAmendment saved : amendments) {
      UUID plan = saved.plan().value();
      pipeline.add(ADD_AMENDMENT, plan, JSON.writeValueAsString(saved.amendment()), plan);
    }
  }

  void saveTasks(List<SavedTask> tasks) {
    TASKS.write(pipeline, tasks.stream().map(Rows::record).toList());
  }

  void saveAttempts(List<SavedAttempt> attempts) {
    ATTEMPTS.write(pipeline, attempts.stream().map(Rows::record).toList());
  }

  private int addUpdate(SavedPlan plan) {
    return pipeline.add(
        UPDATE_PLAN,
        plan.state().name(),
        plan.reason(),
        plan.cancelling(),
        text(plan.stoppedBy()),
        plan.used().toArray(Long[]::new),
        plan.maxWorkers(),
        JSON.writeValueAsString(plan.costs()),
        plan.setup().id().value());
  }

  private static PlanRecord record(RepositoryId repository, SavedPlan plan, Documents documents) {
    PlanSetup setup = plan.setup();
    UUID stored = documents.stored(setup.id());
    Plan content = stored == null ? setup.content() : setup.content().withTasks(List.of());
    PlanRecord row = new PlanRecord();
    row.setId(setup.id().value());
    row.setRepository(repository.value());
    row.setOrdinal(plan.order());
    row.setName(setup.content().name());
    row.setState(plan.state().name());
    row.setReason(plan.reason());
    row.setCancelling(plan.cancelling());
    row.setStoppedBy(text(plan.stoppedBy()));
    row.setUsed(plan.used().toArray(Long[]::new));
    row.setMaxWorkers(plan.maxWorkers());
    row.setCosts(JSON.writeValueAsString(plan.costs()));
    row.setLocation(setup.location());
    row.setTarget(setup.target());
    row.setMergeBranch(setup.mergeBranch());
    row.setBase(setup.base());
    row.setSubmittedBy(setup.submittedBy());
    row.setContent(JSON.writeValueAsString(content));
    row.setStored(stored);
    row.setDocument(documents.of(setup.id()));
    row.setAcceptedAt(setup.acceptedAt());
    return row;
  }

  private static TaskRecord record(SavedTask task) {
    TaskRecord row = new TaskRecord();
    row.setPlan(task.id().plan().value());
    row.setKey(task.id().key().value());
    row.setState(task.state().name());
    row.setTries(task.tries());
    row.setNumber(task.number());
    row.setConflicts(task.conflicts());
    row.setDeferrals(task.deferrals());
    row.setMovedAt(task.movedAt());
    row.setSerialised(task.serialised());
    row.setReadySince(task.readySince());
    row.setPatient(task.patient());
    row.setReservedUntil(task.reservedUntil());
    row.setFinishingSince(task.finishingSince());
    row.setNotBefore(task.notBefore());
    row.setDeferredOn(task.deferredOn());
    row.setDeferredBy(text(task.deferredBy()));
    row.setToken(task.token());
    row.setBecauseOf(text(task.becauseOf()));
    row.setBranch(task.branch());
    row.setCommitId(task.commit());
    row.setReason(task.reason());
    row.setPriority(text(task.priority()));
    row.setOutputs(task.outputs().isEmpty() ? null : JSON.writeValueAsString(task.outputs()));
    row.setNoRoom(json(task.noRoom()));
    row.setPerson(json(task.person()));
    return row;
  }

  private static AttemptRecord record(SavedAttempt attempt) {
    AttemptRecord row = new AttemptRecord();
    row.setToken(attempt.ref().token().value());
    row.setPlan(attempt.ref().task().plan().value());
    row.setTask(attempt.ref().task().key().value());
    row.setNumber(attempt.ref().number());
    row.setPublishedAt(attempt.publishedAt());
    row.setPaidAs(attempt.paidAs().name());
    row.setChargeMillis(attempt.chargeMillis());
    row.setWorker(text(attempt.worker()));
    row.setClaimedAt(attempt.claimedAt());
    row.setClosing(text(attempt.closing()));
    row.setOnlyReads(attempt.onlyReads());
    row.setMergeWait(json(attempt.mergeWait()));
    row.setCost(text(attempt.cost()));
    row.setPerson(attempt.person());
    row.setOver(attempt.over());
    row.setOutcome(attempt.outcome());
    return row;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : JSON.writeValueAsString(value);
  }
}
