package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.AMENDMENT;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.REPOSITORY;

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
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes plans, tasks and attempts: one prepared statement per kind, its rows in one batch. */
final class Rows {
  private static final JsonMapper JSON = MessageCodec.mapper();

  private final DSLContext database;

  Rows(DSLContext database) {
    this.database = database;
  }

  void saveRepository(RepositoryId repository, @Nullable SavedRepository saved) {
    if (saved != null) {
      database
          .update(REPOSITORY)
          .set(REPOSITORY.MEMORY, JSON.writeValueAsString(saved))
          .where(REPOSITORY.ID.eq(repository.value()))
          .execute();
    }
  }

  /** New plans whole; of known ones only what can change. */
  void savePlans(RepositoryId repository, List<SavedPlan> plans, Documents documents) {
    for (SavedPlan plan : plans) {
      int updated =
          database
              .update(PLAN)
              .set(PLAN.STATE, plan.state().name())
              .set(PLAN.REASON, plan.reason())
              .set(PLAN.CANCELLING, plan.cancelling())
              .set(PLAN.STOPPED_BY, text(plan.stoppedBy()))
              .set(PLAN.USED, plan.used().toArray(Long[]::new))
              .set(PLAN.MAX_WORKERS, plan.maxWorkers())
              .set(PLAN.COSTS, JSON.writeValueAsString(plan.costs()))
              .where(PLAN.ID.eq(plan.setup().id().value()))
              .execute();
      if (updated == 0) {
        database.insertInto(PLAN).set(record(repository, plan, documents)).execute();
      }
    }
  }

  /** Each gets the next number of its plan; only the owner of the repository makes them. */
  void saveAmendments(List<SavedAmendment> amendments) {
    for (SavedAmendment saved : amendments) {
      UUID plan = saved.plan().value();
      int number = database.fetchCount(AMENDMENT, AMENDMENT.PLAN.eq(plan));
      database
          .insertInto(AMENDMENT)
          .set(AMENDMENT.PLAN, plan)
          .set(AMENDMENT.NUMBER, number + 1)
          .set(AMENDMENT.CONTENT, JSON.writeValueAsString(saved.amendment()))
          .execute();
    }
  }

  void saveTasks(List<SavedTask> tasks) {
    RowArrays.upsert(database, tasks.stream().map(Rows::record).toList());
  }

  void saveAttempts(List<SavedAttempt> attempts) {
    RowArrays.upsert(database, attempts.stream().map(Rows::record).toList());
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
