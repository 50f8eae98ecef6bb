package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.fleet.Silenced;
import dev.signalbox.scheduler.core.replay.Journal;
import dev.signalbox.scheduler.core.replay.RecordedCore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A core among workers that do anything at any time, in any order, more than once. What it is told
 * and what it says is kept; each decision is compared with the reference.
 */
final class Simulation {
  static final int SLOTS = 4;
  private static final int LOSES_EVERY = 7;

  /** What the core was told, and when. */
  record Told(Input input, Instant at) {}

  final Policies policies;
  final StoredCore stored;
  final RepositoryScheduler core;
  final List<Told> told = new ArrayList<>();
  final List<Effect> said = new ArrayList<>();

  /** What each input changed at once, before the decision that followed. */
  final List<List<Effect>> answers = new ArrayList<>();

  final SafetyCheck safety = new SafetyCheck();
  private final Random random;
  private final List<AttemptRef> everPublished = new ArrayList<>();
  private final List<PlanId> plans = new ArrayList<>();
  private Instant now = TestingClock.START;
  private long token;
  private long message;

  Simulation(long seed) {
    this.random = new Random(seed);
    this.policies = RandomPolicies.next(random);
    this.core = new RepositoryScheduler(policies, Fleet.of(SLOTS));
    this.stored = new StoredCore(new RecordedCore(1, core, Journal.NONE));
  }

  void run(int steps) {
    run(steps, () -> {});
  }

  /** The same, looking at how things stand after each step. */
  void run(int steps, Runnable look) {
    for (int plan = 0; plan < 2; plan++) {
      PlanId id = TestingCore.planId(plan);
      plans.add(id);
      PlanSetup setup = TestingCore.setup(id, RandomPlans.next(random));
      tell(new Input.Accept(setup, ""));
    }
    for (int step = 0; step < steps; step++) {
      tell(anything());
      look.run();
    }
  }

  /** Lets everything that is out be merged, until nothing is out. */
  void finish() {
    plans.forEach(plan -> tell(new Input.Command(resume(plan))));
    for (int round = 0; !safety.open().isEmpty() || waits(); round++) {
      assertThat(round).as("rounds to the end").isLessThan(900);
      for (AttemptRef open : List.copyOf(safety.open())) {
        tell(new Input.Happened(completed(open)));
      }
      now = now.plus(Duration.ofHours(2));
      tell(new Input.Tick());
    }
  }

  private boolean waits() {
    return !core.ledger().ready.isEmpty() || !core.ledger().deferred.isEmpty() || retriesLeft();
  }

  private boolean retriesLeft() {
    return core.counts().getOrDefault(TaskState.RETRY_WAIT, 0) > 0;
  }

  private void tell(Input input) {
    told.add(new Told(input, now));
    safety.before(input);
    List<Effect> effects = new ArrayList<>(stored.apply(input, now));
    answers.add(List.copyOf(effects));
    safety.after(effects);
    if (input instanceof Input.Heard) {
      safety.afterHeartbeat(effects);
    }
    ReferenceDecision reference = new ReferenceDecision(core.ledger(), SLOTS);
    assertThat(reference.reserved()).isEqualTo(reference.reserving());
    List<TaskId> expected = reference.published();
    List<TaskId> victims = reference.victims();
    List<Effect> decided = stored.decide(now, () -> new FencingToken(++token));
    safety.after(decided);
    effects.addAll(decided);
    List<AttemptRef> published = published(decided);
    assertThat(published).extracting(AttemptRef::task).isEqualTo(expected);
    assertThat(stopped(decided)).containsExactlyInAnyOrderElementsOf(victims);
    everPublished.addAll(published);
    said.addAll(effects);
  }

  private static List<AttemptRef> published(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.Publish.class::isInstance)
        .map(effect -> ((Effect.Publish) effect).attempt())
        .toList();
  }

  private static List<TaskId> stopped(List<Effect> effects) {
    return effects.stream()
        .filter(Effect.StopAttempt.class::isInstance)
        .map(effect -> ((Effect.StopAttempt) effect).attempt().task())
        .toList();
  }

  private Input anything() {
    now = now.plusMillis(random.nextInt(5000));
    @Nullable AttemptRef some = anyAttempt();
    int choice = random.nextInt(20);
    if (some == null || choice < 2) {
      return new Input.Tick();
    }
    return switch (choice) {
      case 2 -> new Input.Command(command());
      case 3 -> new Input.Revoked(some);
      case 4 ->
          new Input.WorkerLost(new Silenced(TestingCore.WORKER, Set.of(), now.plusSeconds(1)));
      case 5 -> new Input.Awoke();
      case 6 -> heard();
      default -> new Input.Happened(event(some));
    };
  }

  /** A worker that has all that is out, but for what it has lost in the accidents of this run. */
  private Input heard() {
    Set<AttemptRef> running = new HashSet<>(safety.open());
    running.removeIf(attempt -> attempt.token().value() % LOSES_EVERY == 0);
    safety.has(running);
    return new Input.Heard(TestingCore.WORKER, running, Duration.ofSeconds(10), now);
  }

  /** Mostly an attempt that is out, sometimes one that is long over. */
  private @Nullable AttemptRef anyAttempt() {
    List<AttemptRef> open = List.copyOf(safety.open());
    List<AttemptRef> from = random.nextInt(4) > 0 && !open.isEmpty() ? open : everPublished;
    return from.isEmpty() ? null : from.get(random.nextInt(from.size()));
  }

  private TaskEvent event(AttemptRef attempt) {
    return switch (random.nextInt(14)) {
      case 0, 1 -> new TaskEvent.Claimed(id(), now, REPOSITORY, attempt, TestingCore.WORKER);
      case 2 -> new TaskEvent.ClaimGranted(id(), now, REPOSITORY, attempt, TestingCore.WORKER, now);
      case 3 -> new TaskEvent.Started(id(), now, REPOSITORY, attempt, TestingCore.WORKER, "branch");
      case 4 -> new TaskEvent.Verifying(id(), now, REPOSITORY, attempt, TestingCore.WORKER, "c");
      case 5 -> new TaskEvent.Merging(id(), now, REPOSITORY, attempt, TestingCore.WORKER, "c");
      case 6 -> new TaskEvent.Stopped(id(), now, REPOSITORY, attempt, TestingCore.WORKER, "", null);
      case 7 ->
          new TaskEvent.Deferred(id(), now, REPOSITORY, attempt, TestingCore.WORKER, "a", null);
      case 8 ->
          new TaskEvent.ClaimClosed(
              id(), now, REPOSITORY, attempt, ClosedBy.values()[random.nextInt(3)]);
      case 9 -> failed(attempt);
      case 10, 11 -> waiting(attempt);
      default -> completed(attempt);
    };
  }

  private TaskEvent waiting(AttemptRef attempt) {
    AttemptRef holder = everPublished.get(random.nextInt(everPublished.size()));
    return new TaskEvent.Waiting(id(), now, REPOSITORY, attempt, TestingCore.WORKER, "a", holder);
  }

  private TaskEvent failed(AttemptRef attempt) {
    FailureKind kind = FailureKind.values()[random.nextInt(FailureKind.values().length)];
    return new TaskEvent.Failed(
        id(), now, REPOSITORY, attempt, TestingCore.WORKER, kind, "broke", null);
  }

  private TaskEvent completed(AttemptRef attempt) {
    return new TaskEvent.Completed(id(), now, REPOSITORY, attempt, TestingCore.WORKER, "c");
  }

  private Submission command() {
    PlanId plan = plans.get(random.nextInt(plans.size()));
    TaskKey key = new TaskKey("t" + random.nextInt(RandomPlans.MOST_TASKS));
    return switch (random.nextInt(13)) {
      case 0 -> new Submission.PausePlan(id(), now, REPOSITORY, plan, "");
      case 1, 2 -> resume(plan);
      case 3 -> new Submission.CancelPlan(id(), now, REPOSITORY, plan, "");
      case 4 -> new Submission.CancelTask(id(), now, REPOSITORY, plan, key, "");
      case 6 -> new Submission.RetryTasks(id(), now, REPOSITORY, plan, null, key, "");
      case 7 ->
          new Submission.PrioritiseTasks(
              id(), now, REPOSITORY, plan, List.of(key), anyPriority(), "");
      case 8 -> new Submission.LimitPlan(id(), now, REPOSITORY, plan, 1 + random.nextInt(5), "");
      case 9, 10 -> amendment(plan, key);
      case 5 -> new Submission.RetryTasks(id(), now, REPOSITORY, plan, List.of(key), null, "");
      default -> new Submission.RetryTasks(id(), now, REPOSITORY, plan, null, null, "");
    };
  }

  /** A task behind another one, and sometimes before it; many of these are refused. */
  private Submission amendment(PlanId plan, TaskKey key) {
    String added = "more" + random.nextInt(4);
    String task =
        added + ": { run: make, files: [f" + random.nextInt(3) + "], needs: " + key + " }";
    String needs = random.nextBoolean() ? "" : "\nadd-needs: { t0: " + added + " }";
    return new Submission.AmendPlan(id(), now, REPOSITORY, plan, "", "tasks:\n  " + task + needs);
  }

  private Priority anyPriority() {
    return Priority.values()[random.nextInt(Priority.values().length)];
  }

  private Submission resume(PlanId plan) {
    return new Submission.ResumePlan(id(), now, REPOSITORY, plan);
  }

  private UUID id() {
    return new UUID(1, ++message);
  }
}
