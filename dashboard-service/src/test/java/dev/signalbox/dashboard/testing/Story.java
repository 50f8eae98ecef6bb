package dev.signalbox.dashboard.testing;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanReader;
import dev.signalbox.common.plan.PlanReading;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages of one plan, as scheduler and workers would send them. */
public final class Story {
  private final RepositoryId repository;
  private final PlanId plan;
  private final String document;
  private final Plan content;
  private final Map<String, TaskState> states = new HashMap<>();
  private final Map<String, AttemptRef> attempts = new HashMap<>();
  private final Map<String, WorkerId> workers = new HashMap<>();
  private final Map<String, Long> logged = new HashMap<>();
  private long sequence;
  private long token;

  /**
   * @param repository the id, which must be this story's own
   */
  public Story(String repository, UUID plan, String document) {
    this.repository = new RepositoryId(repository);
    this.plan = new PlanId(plan);
    this.document = document;
    PlanReading reading = new PlanReader().read(document);
    if (!(reading instanceof PlanReading.Valid valid)) {
      throw new IllegalArgumentException("not a plan: " + reading.problems());
    }
    this.content = valid.plan();
  }

  /** A plan of so many tasks without needs, each with a file of its own. */
  public static Story of(int tasks) {
    UUID plan = UUID.randomUUID();
    StringBuilder text = new StringBuilder("signalbox: 1\nname: many\ntasks:\n");
    for (int i = 0; i < tasks; i++) {
      text.append("  t").append(i).append(": { run: 'true', files: [f").append(i).append("] }\n");
    }
    return new Story("/repositories/" + plan + "/.git", plan, text.toString());
  }

  public UUID id() {
    return plan.value();
  }

  public PlanId plan() {
    return plan;
  }

  public Plan content() {
    return content;
  }

  public TaskId task(String key) {
    return new TaskId(plan, new TaskKey(key));
  }

  public @Nullable TaskState state(String key) {
    return states.get(key);
  }

  public PlanChange.Accepted accepted(Instant at) {
    return accepted(at, content.tasks().size());
  }

  /** The plan as it is told when it is long: its first tasks, and then the others. */
  public List<PlanChange> acceptedInPortions(Instant at, int portion) {
    List<PlanChange> changes = new ArrayList<>(List.of(accepted(at, portion)));
    for (int from = portion; from < content.tasks().size(); from += portion) {
      changes.add(portion(at, from, Math.min(content.tasks().size(), from + portion)));
    }
    return changes;
  }

  /** Some of the tasks, as a change of their own. */
  public PlanChange.TasksAdded portion(Instant at, int from, int to) {
    return new PlanChange.TasksAdded(
        UUID.randomUUID(),
        at,
        repository,
        ++sequence,
        plan,
        from,
        content.tasks().subList(from, to),
        waves());
  }

  private Map<TaskKey, Integer> waves() {
    Map<TaskKey, Integer> waves = new HashMap<>();
    for (TaskSpec task : content.tasks()) {
      int wave =
          task.needs().stream().mapToInt(need -> waves.getOrDefault(need, 0) + 1).max().orElse(0);
      waves.put(task.key(), wave);
    }
    return waves;
  }

  private PlanChange.Accepted accepted(Instant at, int tasks) {
    return new PlanChange.Accepted(
        UUID.randomUUID(),
        at,
        repository,
        ++sequence,
        plan,
        content.withTasks(content.tasks().subList(0, tasks)),
        repository.value().replaceAll("/\\.git$", ""),
        "main",
        "signalbox/" + content.name(),
        "4f1c2ab9d0e37785c6a4be21990fd8e3a7715d02",
        "someone",
        document,
        waves());
  }

  /** A task {@code extra} behind {@code a} is added. */
  public PlanChange.TasksAdded extra(Instant at) {
    return new PlanChange.TasksAdded(
        UUID.randomUUID(),
        at,
        repository,
        ++sequence,
        plan,
        content.tasks().size(),
        List.of(TestingPlans.task("extra").needs("a").files("extra.txt").build()),
        Map.of(new TaskKey("extra"), 1));
  }

  /** The task {@code c} needs {@code extra} and is urgent, and the cap is another. */
  public PlanChange.Amended amended(Instant at) {
    TaskKey extra = new TaskKey("extra");
    TaskKey last = new TaskKey("c");
    return new PlanChange.Amended(
        UUID.randomUUID(),
        at,
        repository,
        ++sequence,
        plan,
        Map.of(last, List.of(extra)),
        Map.of(last, 3),
        Map.of(last, Priority.P0),
        2,
        "one more");
  }

  public PlanChange.StateChanged ended(Instant at, PlanState state) {
    return new PlanChange.StateChanged(
        UUID.randomUUID(), at, repository, ++sequence, plan, state, "");
  }

  /** The task is published to a worker: a new attempt. */
  public PlanChange.TaskChanged queued(String key, String worker, Instant at) {
    AttemptRef before = attempts.get(key);
    int number = before == null ? 1 : before.number() + 1;
    attempts.put(key, new AttemptRef(task(key), number, new FencingToken(++token)));
    workers.put(key, new WorkerId(worker));
    return moved(key, TaskState.QUEUED, at);
  }

  public PlanChange.TaskChanged moved(String key, TaskState to, Instant at) {
    return moved(key, to, at, "");
  }

  public PlanChange.TaskChanged moved(String key, TaskState to, Instant at, String reason) {
    AttemptRef attempt = attempts.get(key);
    boolean busy = to.isActive() && to != TaskState.QUEUED;
    boolean committed = to == TaskState.MERGING || to == TaskState.COMPLETED;
    TaskState from = states.put(key, to);
    return new PlanChange.TaskChanged(
        UUID.randomUUID(),
        at,
        repository,
        ++sequence,
        plan,
        new TaskKey(key),
        from,
        to,
        attempt == null ? 0 : attempt.number(),
        attempt,
        busy ? workers.get(key) : null,
        to == TaskState.RUNNING ? "feat/0-" + key : null,
        committed ? commit(key) : null,
        reason);
  }

  /** An attempt told how far it is; the costs are those of the whole plan. */
  public PlanChange.TaskProgressed progressed(
      AttemptRef of, Instant at, Progress told, @Nullable Instant timeoutAt, Cost... costs) {
    TaskKey key = of.task().key();
    return new PlanChange.TaskProgressed(
        UUID.randomUUID(),
        at,
        repository,
        ++sequence,
        plan,
        key,
        of,
        told,
        timeoutAt,
        List.of(costs));
  }

  /** Somebody takes the claim of the task's attempt away. */
  public PlanChange.ClaimReleased released(
      String key, Instant at, String by, String reason, boolean hold) {
    return new PlanChange.ClaimReleased(
        UUID.randomUUID(),
        at,
        repository,
        ++sequence,
        plan,
        new TaskKey(key),
        attempt(key),
        by,
        reason,
        hold);
  }

  public TaskEvent.Failed failed(String key, Instant at, String detail) {
    return new TaskEvent.Failed(
        UUID.randomUUID(),
        at,
        repository,
        attempt(key),
        worker(key),
        FailureKind.EXIT,
        detail,
        "refs/signalbox/preserve/" + plan + "/" + key + "/1-" + commit(key).substring(0, 12));
  }

  public TaskEvent.Started started(String key, Instant at) {
    return new TaskEvent.Started(
        UUID.randomUUID(), at, repository, attempt(key), worker(key), "feat/0-" + key);
  }

  public LogChunk output(String key, Instant at, String text, boolean last) {
    long from = logged.getOrDefault(key, 0L);
    logged.put(key, from + text.getBytes(StandardCharsets.UTF_8).length);
    return new LogChunk(UUID.randomUUID(), at, attempt(key), worker(key), from, text, last);
  }

  public AttemptRef attempt(String key) {
    AttemptRef attempt = attempts.get(key);
    if (attempt == null) {
      throw new IllegalStateException(key + " was never queued");
    }
    return attempt;
  }

  private WorkerId worker(String key) {
    return workers.getOrDefault(key, new WorkerId("nobody"));
  }

  private String commit(String key) {
    return UUID.nameUUIDFromBytes((plan + key).getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "")
        + "00000000";
  }
}
