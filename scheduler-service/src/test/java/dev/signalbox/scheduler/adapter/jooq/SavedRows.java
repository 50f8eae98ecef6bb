package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;

import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.learning.Expected;
import dev.signalbox.scheduler.core.learning.Lesson;
import dev.signalbox.scheduler.core.learning.Measured;
import dev.signalbox.scheduler.core.learning.Samples;
import dev.signalbox.scheduler.core.learning.Topic;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import dev.signalbox.scheduler.core.schedule.Closing;
import dev.signalbox.scheduler.core.schedule.MergeWait;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import dev.signalbox.scheduler.core.schedule.SavedAttempt;
import dev.signalbox.scheduler.core.schedule.SavedPlan;
import dev.signalbox.scheduler.core.schedule.SavedTask;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows for tests: with everything, or with nothing that can be absent. */
final class SavedRows {
  static final Instant NOW = TestingClock.START.plusNanos(123_456_000);
  static final String ODD = "a \"quoted\", {braced}\\ line\nand ünïcode; ? NULL";
  static final int PARTITION = 3;

  private SavedRows() {}

  static SavedPlan plan(PlanState state, @Nullable TaskKey stoppedBy) {
    PlanSetup setup =
        new PlanSetup(
            PLAN_ID, TestingPlans.plan(), "/shop", "main", "main", "0123", "somebody", NOW);
    Integer most = stoppedBy == null ? null : 4;
    return new SavedPlan(
        setup, 1, state, ODD, false, stoppedBy, most, List.of(0L, 1L, 2L, 3L), List.of(cost()));
  }

  static SavedTask task(String key, TaskState state, @Nullable Instant moved, String reason) {
    TaskId id = new TaskId(PLAN_ID, new TaskKey(key));
    boolean has = moved != null;
    return new SavedTask(
        id,
        state,
        1,
        2,
        3,
        4,
        moved,
        has,
        moved,
        has,
        moved,
        null,
        moved,
        only(has, ODD),
        only(has, id),
        only(has, 5L),
        only(has, new TaskKey("z")),
        only(has, "branch"),
        only(has, "commit"),
        reason,
        only(has, Priority.P0),
        has ? Map.of("port", ODD) : Map.of(),
        null,
        null);
  }

  static SavedAttempt attempt(boolean over, @Nullable String worker, @Nullable Instant claimed) {
    boolean has = worker != null;
    return new SavedAttempt(
        TestingPlans.attempt("a", 5),
        NOW,
        Priority.P1,
        60_000,
        worker == null ? null : new WorkerId(worker),
        claimed,
        only(has, Closing.LOST),
        has,
        only(has, new MergeWait("a/b", TestingPlans.attempt("b", 6), NOW)),
        only(has, cost()),
        worker,
        over,
        ODD);
  }

  private static <T> @Nullable T only(boolean has, T value) {
    return has ? value : null;
  }

  private static Cost cost() {
    return new Cost(new BigDecimal("0.42"), "USD");
  }

  static Lesson lesson(String name, long number, List<Long> millis) {
    return new Lesson(new Topic(Topic.Kind.TASK, name), number, new Samples(millis));
  }

  static Measured measured(long actual, @Nullable Expected author) {
    TaskId task = new TaskId(PLAN_ID, new TaskKey("a"));
    return new Measured(task, actual, author, new Expected(80, Expected.Source.COMMAND));
  }

  static Outgoing outgoing(long position, @Nullable String key, byte[] value) {
    return new Outgoing(PARTITION, position, "topic", key, value, Map.of("ce_id", "x"));
  }
}
