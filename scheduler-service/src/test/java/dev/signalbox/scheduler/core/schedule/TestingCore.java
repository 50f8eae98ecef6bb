package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.OnFailure;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.fleet.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A core with a clock that a test moves, its effects so far, and the newest attempt of each task.
 */
final class TestingCore {
  static final WorkerId WORKER = new WorkerId("w1");
  static final Limits WIDE = new Limits(1000, 85, 85, true, true, null);

  final Fleet fleet;
  final RepositoryScheduler core;
  final List<Effect> effects = new ArrayList<>();
  final Map<TaskId, AttemptRef> newest = new HashMap<>();
  Instant now = TestingClock.START;
  private long token;

  TestingCore(int slots) {
    this(Policies.DEFAULTS, Fleet.of(slots));
  }

  TestingCore(Policies policies, Fleet fleet) {
    this.fleet = fleet;
    this.core = new RepositoryScheduler(policies, fleet);
  }

  static Plan plan(OnFailure onFailure, TaskSpec... tasks) {
    return TestingPlans.plan(onFailure, WIDE, List.of(tasks));
  }

  static PlanSetup setup(PlanId id, Plan plan) {
    return new PlanSetup(
        id, plan, "/repositories/shop", "main", "main", "ba5e", "tester", TestingClock.START);
  }

  static PlanId planId(int number) {
    return new PlanId(new UUID(7, number));
  }

  TestingCore accept(TaskSpec... tasks) {
    return accept(plan(OnFailure.CONTINUE, tasks));
  }

  TestingCore accept(Plan plan) {
    return accept(TestingPlans.PLAN_ID, plan);
  }

  TestingCore accept(PlanId id, Plan plan) {
    return apply(new Input.Accept(setup(id, plan), "text"));
  }

  TestingCore apply(Input input) {
    note(core.apply(input, now));
    return decide();
  }

  TestingCore decide() {
    note(core.decide(now, () -> new FencingToken(++token)));
    return this;
  }

  /** As after a restart: tokens go on from where the database is. */
  void skipTokens(long count) {
    token += count;
  }

  TestingCore pass(Duration time) {
    now = now.plus(time);
    return apply(new Input.Tick());
  }

  TestingCore command(Submission command) {
    return apply(new Input.Command(command));
  }

  TestingCore happened(TaskEvent event) {
    return apply(new Input.Happened(event));
  }

  void note(List<Effect> said) {
    effects.addAll(said);
    for (Effect effect : said) {
      if (effect instanceof Effect.Publish publish) {
        newest.put(publish.attempt().task(), publish.attempt());
      }
    }
  }

  /** What is out, in the order of publishing. */
  List<AttemptRef> open() {
    return core.ledger().attempts.values().stream().map(attempt -> attempt.ref).toList();
  }

  AttemptRef attempt(String key) {
    return attempt(id(key));
  }

  AttemptRef attempt(TaskId task) {
    AttemptRef found = newest.get(task);
    if (found == null) {
      throw new AssertionError(task + " was never published");
    }
    return found;
  }

  TestingCore claimed(String key) {
    return claimed(attempt(key));
  }

  TestingCore claimed(AttemptRef attempt) {
    return happened(new TaskEvent.Claimed(fresh(), now, repository(), attempt, WORKER));
  }

  TestingCore granted(String key) {
    Instant end = now.plusSeconds(60);
    return happened(
        new TaskEvent.ClaimGranted(fresh(), now, repository(), attempt(key), WORKER, end));
  }

  TestingCore started(String key) {
    return happened(
        new TaskEvent.Started(fresh(), now, repository(), attempt(key), WORKER, "feat/0-x"));
  }

  TestingCore verifying(String key) {
    return happened(
        new TaskEvent.Verifying(fresh(), now, repository(), attempt(key), WORKER, "c1"));
  }

  TestingCore waiting(String key, String path, String holder) {
    return happened(
        new TaskEvent.Waiting(
            fresh(), now, repository(), attempt(key), WORKER, path, attempt(holder)));
  }

  TestingCore merging(String key) {
    return happened(new TaskEvent.Merging(fresh(), now, repository(), attempt(key), WORKER, "c1"));
  }

  TestingCore completed(String key) {
    return completed(attempt(key));
  }

  TestingCore completed(AttemptRef attempt) {
    return happened(new TaskEvent.Completed(fresh(), now, repository(), attempt, WORKER, "c1"));
  }

  TestingCore failed(String key, FailureKind kind) {
    return happened(
        new TaskEvent.Failed(
            fresh(), now, repository(), attempt(key), WORKER, kind, "it broke", null));
  }

  TestingCore stopped(String key) {
    return happened(
        new TaskEvent.Stopped(fresh(), now, repository(), attempt(key), WORKER, "asked", null));
  }

  TestingCore deferred(String key, String path, @Nullable TaskId holder) {
    return happened(
        new TaskEvent.Deferred(fresh(), now, repository(), attempt(key), WORKER, path, holder));
  }

  TestingCore closed(AttemptRef attempt, ClosedBy by) {
    return happened(new TaskEvent.ClaimClosed(fresh(), now, repository(), attempt, by));
  }

  TaskState state(String key) {
    return waiting(key).state();
  }

  WaitReason reason(String key) {
    return waiting(key).reason();
  }

  /** Which path of whom a task waits for, as in {@code x of b}; the sentence of any other wait. */
  String waitsFor(String key) {
    WaitReason reason = reason(key);
    return reason instanceof WaitReason.PathHeld held
        ? held.path() + " of " + held.holder().key()
        : reason.sentence();
  }

  WaitReason reason(String key, int plan) {
    TaskId id = new TaskId(planId(plan), new TaskKey(key));
    return core.explain(id, now).orElseThrow().reason();
  }

  TestingCore cancel(String key) {
    return command(
        new Submission.CancelTask(
            fresh(), now, repository(), TestingPlans.PLAN_ID, new TaskKey(key), ""));
  }

  /** A worker without skills that lives for a day. */
  static WorkerMessage.Heartbeat heartbeat(int slots, Instant at) {
    return new WorkerMessage.Heartbeat(
        fresh(),
        at,
        WORKER,
        new UUID(3, 3),
        "host",
        1,
        slots,
        slots,
        List.of(),
        List.of(),
        Duration.ofDays(1),
        1,
        1,
        1,
        WorkerMessage.Allowance.unlimited(slots),
        WorkerMessage.Profile.PLAIN);
  }

  /** The keys that were published, in order, once per attempt. */
  List<String> published() {
    return effects.stream()
        .filter(Effect.Publish.class::isInstance)
        .map(effect -> ((Effect.Publish) effect).attempt().task().key().value())
        .toList();
  }

  <E extends Effect> List<E> said(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  static TaskId id(String key) {
    return new TaskId(TestingPlans.PLAN_ID, new TaskKey(key));
  }

  static UUID fresh() {
    return UUID.randomUUID();
  }

  private Waiting waiting(String key) {
    return core.explain(id(key), now).orElseThrow();
  }

  private static RepositoryId repository() {
    return TestingPlans.REPOSITORY;
  }
}
