package dev.signalbox.common.testing;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.MergeSpec;
import dev.signalbox.common.plan.NoFiles;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanOrder;
import dev.signalbox.common.plan.RepositorySpec;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.plan.Undeclared;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Plans, tasks, attempts and assignments for tests, with ordinary values where a test says none.
 */
public final class TestingPlans {
  public static final RepositoryId REPOSITORY = new RepositoryId("/repositories/shop/.git");
  public static final PlanId PLAN_ID = PlanId.of("01900000-0000-7000-8000-000000000001");
  public static final UUID MESSAGE_ID = UUID.fromString("01900000-0000-7000-8000-0000000000aa");
  private static final Duration CLAIM_TTL = Duration.ofMinutes(60);

  private TestingPlans() {}

  /** Starts a task that runs {@code true}. */
  public static TestingTask task(String key) {
    return new TestingTask(key);
  }

  /** A plan with ordinary settings. */
  public static Plan plan(TaskSpec... tasks) {
    return plan(OnFailure.CONTINUE, Limits.DEFAULTS, List.of(tasks));
  }

  public static Plan plan(OnFailure onFailure, Limits limits, List<TaskSpec> tasks) {
    return plan(onFailure, limits, PlanOrder.CRITICAL_PATH, NoFiles.EXCLUSIVE, tasks);
  }

  public static Plan plan(
      OnFailure onFailure, Limits limits, PlanOrder order, NoFiles noFiles, List<TaskSpec> tasks) {
    return new Plan(
        "test",
        "",
        Map.of(),
        new RepositorySpec("/repositories/shop", null, null, "main"),
        limits,
        onFailure,
        order,
        MergeSpec.DEFAULTS,
        List.of(),
        noFiles,
        Undeclared.CLAIM,
        List.of(),
        null,
        tasks);
  }

  /** The first attempt of a task of {@link #PLAN_ID}. */
  public static AttemptRef attempt(String key, long token) {
    return attempt(key, 1, token);
  }

  public static AttemptRef attempt(String key, int number, long token) {
    return new AttemptRef(new TaskId(PLAN_ID, new TaskKey(key)), number, new FencingToken(token));
  }

  /** The assignment of a task's first attempt, claiming what the task declares. */
  public static Assignment assignment(TaskSpec task, long token) {
    return new Assignment(
        MESSAGE_ID,
        TestingClock.START,
        attempt(task.key().value(), token),
        REPOSITORY,
        "/repositories/shop",
        "test",
        "main",
        task,
        task.declared(),
        null,
        MergeSpec.DEFAULTS,
        Undeclared.CLAIM,
        List.of(),
        null,
        CLAIM_TTL,
        Map.of(new TaskKey("prepare"), Map.of("port", "8080")),
        null);
  }

  /** A footprint that writes some patterns and reads others. */
  public static Footprint footprint(List<String> writes, List<String> reads) {
    return new Footprint(Footprint.patterns(writes), Footprint.patterns(reads));
  }

  static List<TaskKey> keys(String... keys) {
    return Stream.of(keys).map(TaskKey::new).toList();
  }
}
