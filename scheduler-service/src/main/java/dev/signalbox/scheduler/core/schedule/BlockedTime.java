package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where waiting time goes, by the word of the reason: looks now and then and takes each task's
 * reason to have stood since the last look. Tasks parked behind a path are counted where they are
 * parked and pending ones by their state, so that a look costs the groups and not the tasks.
 */
final class BlockedTime {
  /** Tasks of a group whose own reason is asked for; the others count for the group's limit. */
  private static final int ASKED = 64;

  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final String PERSON = "person";

  private final Ledger ledger;
  private final Verdicts verdicts;
  private @Nullable Instant lastLook;

  BlockedTime(Ledger ledger, Verdicts verdicts) {
    this.ledger = ledger;
    this.verdicts = verdicts;
  }

  /** The waiting milliseconds since the last look; a pause of the process counts little. */
  Map<String, Long> look() {
    Instant before = lastLook == null ? ledger.now : lastLook;
    lastLook = ledger.now;
    Duration passed = Duration.between(before, ledger.now);
    long millis = passed.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : passed.toMillis();
    Map<String, Long> sums = new TreeMap<>();
    if (millis > 0) {
      for (PlanRun plan : ledger.plans.values()) {
        if (!plan.allFinal()) {
          waiting(plan).forEach((reason, tasks) -> add(plan, sums, reason, tasks * millis));
        }
      }
    }
    return sums;
  }

  private static void add(PlanRun plan, Map<String, Long> sums, String reason, long millis) {
    sums.merge(reason, millis, Long::sum);
    plan.waited.merge(reason, millis, Long::sum);
  }

  /** How many tasks wait for what. */
  private Map<String, Integer> waiting(PlanRun plan) {
    Map<String, Integer> counts = new TreeMap<>();
    count(counts, "needs", plan.inState(TaskState.PENDING));
    count(counts, "backoff", plan.inState(TaskState.RETRY_WAIT));
    count(counts, "paused", plan.inState(TaskState.PAUSED));
    count(counts, PERSON, plan.inState(TaskState.NEEDS_HUMAN));
    for (Group group : plan.groups.values()) {
      count(counts, "path", group.parked() - group.keptBack());
      count(counts, "reserved", group.keptBack());
      open(group, counts);
    }
    for (TaskRun task : ledger.deferred) {
      if (task.plan == plan) {
        count(counts, verdicts.of(task).word(), 1);
      }
    }
    return counts;
  }

  private void open(Group group, Map<String, Integer> counts) {
    int asked = 0;
    for (TaskRun task : group.firstOpen(ASKED)) {
      WaitReason reason = verdicts.of(task);
      if (!(reason instanceof WaitReason.Free)) {
        count(counts, reason.word(), 1);
      }
      asked++;
    }
    int others = group.openTasks() - asked;
    verdicts
        .limitOf(group.plan, group.pool.kind)
        .or(() -> verdicts.limitOf(group.pool.kind))
        .ifPresent(limit -> count(counts, limit.word(), others));
  }

  private static void count(Map<String, Integer> counts, String reason, int tasks) {
    if (tasks > 0) {
      counts.merge(reason, tasks, Integer::sum);
    }
  }
}
