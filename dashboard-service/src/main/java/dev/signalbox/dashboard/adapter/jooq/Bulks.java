package dev.signalbox.dashboard.adapter.jooq;

import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.ATTEMPT;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.HISTORY;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.LOG_CHUNK;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.TASK;
import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.WORKER;

import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.dashboard.core.AttemptRow;
import dev.signalbox.dashboard.core.HistoryRow;
import dev.signalbox.dashboard.core.PlanRow;
import dev.signalbox.dashboard.core.TaskRow;
import dev.signalbox.dashboard.core.WorkerRow;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Which value of a row goes into which column. */
final class Bulks {

  private Bulks() {}

  static Bulk<PlanRow> plans() {
    Bulk<PlanRow> bulk = new Bulk<PlanRow>(PLAN).key(PLAN.PLAN_, row -> row.plan().value());
    planFacts(bulk);
    return bulk.column(PLAN.STATE, row -> row.progress().state().name())
        .column(PLAN.REASON, row -> text(row.progress().reason()))
        .column(PLAN.ENDED_AT, row -> row.progress().endedAt())
        .column(PLAN.ALLOWED_WORKERS, row -> row.progress().allowedWorkers())
        .column(PLAN.STATES, row -> StateCounts.write(row.progress().states()))
        .column(PLAN.BUSY_MILLIS, row -> row.progress().busy().closedMillis())
        .column(PLAN.BUSY_COUNT, row -> row.progress().busy().open())
        .column(PLAN.BUSY_SINCE_SUM, row -> row.progress().busy().openSinceSum())
        .column(PLAN.COMPLETED_MILLIS, row -> row.progress().completedMillis())
        .column(PLAN.COSTS, Bulks::costs)
        .column(PLAN.CHANGE_PARTITION, row -> row.progress().point().partition())
        .column(PLAN.CHANGE_OFFSET, row -> row.progress().point().offset());
  }

  private static void planFacts(Bulk<PlanRow> bulk) {
    bulk.column(PLAN.NAME, row -> text(row.facts().name()))
        .column(PLAN.DESCRIPTION, row -> text(row.facts().description()))
        .column(PLAN.REPOSITORY, row -> text(row.facts().repository()))
        .column(PLAN.LOCATION, row -> text(row.facts().location()))
        .column(PLAN.TARGET, row -> text(row.facts().target()))
        .column(PLAN.MERGE_BRANCH, row -> text(row.facts().mergeBranch()))
        .column(PLAN.BASE, row -> text(row.facts().base()))
        .column(PLAN.SUBMITTED_BY, row -> text(row.facts().submittedBy()))
        .column(PLAN.SUBMITTED_AT, row -> row.facts().submittedAt())
        .column(PLAN.DOCUMENT, row -> text(row.facts().document()))
        .column(PLAN.MAX_WORKERS, row -> row.facts().maxWorkers())
        .column(PLAN.TASK_COUNT, row -> row.facts().taskCount());
  }

  /** What may change of a task. */
  static Bulk<TaskRow> taskStatuses() {
    return new Bulk<TaskRow>(TASK)
        .key(TASK.PLAN, row -> row.id().plan().value())
        .key(TASK.KEY, row -> row.id().key().value())
        .column(TASK.STATE, row -> row.status().state().name())
        .column(TASK.ATTEMPTS, row -> row.status().attempts())
        .column(TASK.ATTEMPT, row -> row.status().attempt())
        .column(TASK.WORKER, row -> text(row.status().worker()))
        .column(TASK.BRANCH, row -> text(row.status().branch()))
        .column(TASK.COMMIT, row -> text(row.status().commit()))
        .column(TASK.REASON, row -> text(row.status().reason()))
        .column(TASK.BUSY_SINCE, row -> row.status().busySince())
        .column(TASK.STARTED_AT, row -> row.status().startedAt())
        .column(TASK.ENDED_AT, row -> row.status().endedAt())
        .column(TASK.CHANGED_AT, row -> row.status().changedAt())
        .column(TASK.STEP, row -> row.status().progress().step())
        .column(TASK.STEPS, row -> row.status().progress().steps())
        .column(TASK.NOTE, row -> text(row.status().progress().note()))
        .column(TASK.COST, row -> cost(row.status().progress().cost()))
        .column(TASK.TIMEOUT_AT, row -> row.status().timeoutAt())
        .column(TASK.CHANGE_PARTITION, row -> row.status().point().partition())
        .column(TASK.CHANGE_OFFSET, row -> row.status().point().offset());
  }

  static Bulk<TaskRow> tasks() {
    return taskStatuses()
        .column(TASK.ORDINAL, row -> row.facts().ordinal())
        .column(TASK.TITLE, row -> text(row.facts().title()))
        .column(TASK.TYPE, row -> row.facts().type())
        .column(TASK.PRIORITY, row -> row.facts().priority())
        .column(TASK.WAVE, row -> row.facts().wave())
        .column(TASK.NEEDS, row -> row.facts().needs().toArray(String[]::new))
        .column(TASK.FILES, row -> row.facts().files().toArray(String[]::new));
  }

  static Bulk<AttemptRow> attempts() {
    return new Bulk<AttemptRow>(ATTEMPT)
        .key(ATTEMPT.PLAN, row -> row.key().task().plan().value())
        .key(ATTEMPT.KEY, row -> row.key().task().key().value())
        .key(ATTEMPT.NUMBER, row -> row.key().number())
        .column(ATTEMPT.TOKEN, AttemptRow::token)
        .column(ATTEMPT.WORKER, row -> text(row.worker()))
        .column(ATTEMPT.QUEUED_AT, AttemptRow::queuedAt)
        .column(ATTEMPT.CLAIMED_AT, AttemptRow::claimedAt)
        .column(ATTEMPT.STARTED_AT, AttemptRow::startedAt)
        .column(ATTEMPT.ENDED_AT, AttemptRow::endedAt)
        .column(ATTEMPT.OUTCOME, AttemptRow::outcome)
        .column(ATTEMPT.DETAIL, row -> text(row.detail()))
        .column(ATTEMPT.PRESERVED, row -> text(row.preserved()))
        .column(ATTEMPT.COST, AttemptRow::cost);
  }

  static Bulk<HistoryRow> history() {
    return new Bulk<HistoryRow>(HISTORY)
        .key(HISTORY.TOPIC, row -> row.position().topic())
        .key(HISTORY.PARTITION, row -> row.position().partition())
        .key(HISTORY.RECORD_OFFSET, row -> row.position().offset())
        .column(HISTORY.PLAN, row -> row.plan().value())
        .column(HISTORY.KEY, HistoryRow::key)
        .column(HISTORY.AT, HistoryRow::at)
        .column(HISTORY.TYPE, HistoryRow::type)
        .column(HISTORY.FROM_STATE, HistoryRow::from)
        .column(HISTORY.TO_STATE, HistoryRow::to)
        .column(HISTORY.ATTEMPT, HistoryRow::attempt)
        .column(HISTORY.WORKER, row -> text(row.worker()))
        .column(HISTORY.BRANCH, row -> text(row.branch()))
        .column(HISTORY.COMMIT, row -> text(row.commit()))
        .column(HISTORY.DETAIL, row -> text(row.detail()));
  }

  static Bulk<WorkerRow> workers() {
    return new Bulk<WorkerRow>(WORKER)
        .key(WORKER.WORKER_, row -> row.worker().value())
        .column(WORKER.INSTANCE, WorkerRow::instance)
        .column(WORKER.HOST, row -> text(row.host()))
        .column(WORKER.PID, WorkerRow::pid)
        .column(WORKER.SLOTS, WorkerRow::slots)
        .column(WORKER.SKILLS, row -> row.skills().toArray(String[]::new))
        .column(WORKER.RUNNING, row -> row.running().toArray(String[]::new))
        .column(WORKER.LEASE_MILLIS, row -> row.lease().toMillis())
        .column(WORKER.CPU_PERCENT, WorkerRow::cpuPercent)
        .column(WORKER.MEMORY_PERCENT, WorkerRow::memoryPercent)
        .column(WORKER.DISK_FREE_BYTES, WorkerRow::diskFreeBytes)
        .column(WORKER.FIRST_SEEN, WorkerRow::firstSeen)
        .column(WORKER.LAST_SEEN, WorkerRow::lastSeen)
        .column(WORKER.GONE, WorkerRow::gone)
        .column(WORKER.CAPACITY, WorkerRow::capacity)
        .column(WORKER.CEILING, row -> row.allowance().ceiling())
        .column(WORKER.REASON, row -> text(row.allowance().reason()))
        .column(WORKER.DRAINING, row -> row.allowance().draining())
        .column(WORKER.MEMORY_FREE_BYTES, row -> row.allowance().memoryFreeBytes())
        .column(WORKER.KIND, row -> row.profile().kind().name())
        .column(WORKER.NAME, row -> text(row.profile().name()))
        .column(WORKER.METADATA, row -> text(Rows.metadata(row.profile().metadata())));
  }

  static Bulk<LogChunk> logs() {
    return new Bulk<LogChunk>(LOG_CHUNK)
        .key(LOG_CHUNK.PLAN, row -> row.attempt().task().plan().value())
        .key(LOG_CHUNK.KEY, row -> row.attempt().task().key().value())
        .key(LOG_CHUNK.ATTEMPT, row -> row.attempt().number())
        .key(LOG_CHUNK.FROM_OFFSET, LogChunk::from)
        .column(LOG_CHUNK.TO_OFFSET, row -> row.from() + bytes(row).length)
        .column(LOG_CHUNK.CONTENT, Bulks::bytes)
        .column(LOG_CHUNK.AT, LogChunk::at)
        .column(LOG_CHUNK.LAST, LogChunk::last);
  }

  private static @Nullable String cost(@Nullable Cost cost) {
    return cost == null ? null : cost.toString();
  }

  private static String[] costs(PlanRow row) {
    return row.progress().costs().stream().map(Cost::toString).toArray(String[]::new);
  }

  private static byte[] bytes(LogChunk chunk) {
    return chunk.text().getBytes(StandardCharsets.UTF_8);
  }

  /** PostgreSQL's text holds every character but NUL. */
  static @Nullable String text(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
