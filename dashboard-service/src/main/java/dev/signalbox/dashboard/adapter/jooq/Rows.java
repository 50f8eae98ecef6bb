package dev.signalbox.dashboard.adapter.jooq;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WorkerMessage.Allowance;
import dev.signalbox.common.message.WorkerMessage.Kind;
import dev.signalbox.common.message.WorkerMessage.Profile;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.dashboard.adapter.jooq.generated.tables.records.AttemptRecord;
import dev.signalbox.dashboard.adapter.jooq.generated.tables.records.HistoryRecord;
import dev.signalbox.dashboard.adapter.jooq.generated.tables.records.PlanRecord;
import dev.signalbox.dashboard.adapter.jooq.generated.tables.records.TaskRecord;
import dev.signalbox.dashboard.adapter.jooq.generated.tables.records.WorkerRecord;
import dev.signalbox.dashboard.core.AttemptKey;
import dev.signalbox.dashboard.core.AttemptRow;
import dev.signalbox.dashboard.core.Busy;
import dev.signalbox.dashboard.core.HistoryRow;
import dev.signalbox.dashboard.core.PlanFacts;
import dev.signalbox.dashboard.core.PlanProgress;
import dev.signalbox.dashboard.core.PlanRow;
import dev.signalbox.dashboard.core.Point;
import dev.signalbox.dashboard.core.Position;
import dev.signalbox.dashboard.core.TaskFacts;
import dev.signalbox.dashboard.core.TaskRow;
import dev.signalbox.dashboard.core.TaskStatus;
import dev.signalbox.dashboard.core.WorkerRow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Turns database rows into the board's. */
final class Rows {
  private static final JsonMapper JSON = MessageCodec.mapper();

  private Rows() {}

  static PlanRow plan(PlanRecord row) {
    PlanFacts facts =
        new PlanFacts(
            new PlanId(row.getPlan()),
            row.getName(),
            row.getDescription(),
            row.getRepository(),
            row.getLocation(),
            row.getTarget(),
            row.getMergeBranch(),
            row.getBase(),
            row.getSubmittedBy(),
            row.getSubmittedAt(),
            row.getDocument(),
            row.getMaxWorkers(),
            row.getTaskCount());
    PlanProgress progress =
        new PlanProgress(
            PlanState.valueOf(row.getState()),
            row.getReason(),
            row.getEndedAt(),
            row.getAllowedWorkers(),
            StateCounts.read(row.getStates()),
            new Busy(row.getBusyMillis(), row.getBusyCount(), row.getBusySinceSum()),
            row.getCompletedMillis(),
            new Point(row.getChangePartition(), row.getChangeOffset()),
            costs(row.getCosts()));
    return new PlanRow(facts, progress);
  }

  static TaskRow task(TaskRecord row) {
    TaskFacts facts =
        new TaskFacts(
            new TaskId(new PlanId(row.getPlan()), new TaskKey(row.getKey())),
            row.getOrdinal(),
            row.getTitle(),
            row.getType(),
            row.getPriority(),
            row.getWave(),
            List.of(row.getNeeds()),
            List.of(row.getFiles()));
    TaskStatus status =
        new TaskStatus(
            TaskState.valueOf(row.getState()),
            row.getAttempts(),
            row.getAttempt(),
            row.getWorker(),
            row.getBranch(),
            row.getCommit(),
            row.getReason(),
            row.getBusySince(),
            row.getStartedAt(),
            row.getEndedAt(),
            row.getChangedAt(),
            new Point(row.getChangePartition(), row.getChangeOffset()),
            progress(row),
            row.getTimeoutAt());
    return new TaskRow(facts, status);
  }

  static AttemptRow attempt(AttemptRecord row) {
    TaskId task = new TaskId(new PlanId(row.getPlan()), new TaskKey(row.getKey()));
    return new AttemptRow(
        new AttemptKey(task, row.getNumber()),
        row.getToken(),
        row.getWorker(),
        row.getQueuedAt(),
        row.getClaimedAt(),
        row.getStartedAt(),
        row.getEndedAt(),
        row.getOutcome(),
        row.getDetail(),
        row.getPreserved(),
        row.getCost());
  }

  private static Progress progress(TaskRecord row) {
    String cost = row.getCost();
    return new Progress(
        row.getStep(),
        row.getSteps(),
        row.getNote(),
        cost == null ? null : Cost.read(cost).orElse(null));
  }

  private static List<Cost> costs(String[] texts) {
    return Arrays.stream(texts).map(Cost::read).flatMap(Optional::stream).toList();
  }

  static WorkerRow worker(WorkerRecord row) {
    return new WorkerRow(
        new WorkerId(row.getWorker()),
        row.getInstance(),
        row.getHost(),
        row.getPid(),
        row.getSlots(),
        List.of(row.getSkills()),
        List.of(row.getRunning()),
        Duration.ofMillis(row.getLeaseMillis()),
        row.getCpuPercent(),
        row.getMemoryPercent(),
        row.getDiskFreeBytes(),
        row.getFirstSeen(),
        row.getLastSeen(),
        row.getGone(),
        row.getCapacity(),
        new Allowance(
            row.getCeiling(), row.getReason(), row.getDraining(), row.getMemoryFreeBytes()),
        new Profile(Kind.valueOf(row.getKind()), row.getName(), metadata(row.getMetadata())));
  }

  static String metadata(Map<String, String> values) {
    return JSON.writeValueAsString(values);
  }

  private static Map<String, String> metadata(String json) {
    return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
  }

  static HistoryRow history(HistoryRecord row) {
    return new HistoryRow(
        new Position(row.getTopic(), row.getPartition(), row.getRecordOffset()),
        new PlanId(row.getPlan()),
        row.getKey(),
        row.getAt(),
        row.getType(),
        row.getFromState(),
        row.getToState(),
        row.getAttempt(),
        row.getWorker(),
        row.getBranch(),
        row.getCommit(),
        row.getDetail());
  }
}
