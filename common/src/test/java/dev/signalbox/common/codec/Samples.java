package dev.signalbox.common.codec;

import static dev.signalbox.common.testing.TestingClock.START;
import static dev.signalbox.common.testing.TestingPlans.MESSAGE_ID;
import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Attestation;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.LogChunk;
import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.SubmissionRejected;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.Severity;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.testing.TestingPlans;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** One message of every type that can be on a topic. */
final class Samples {
  private static final TaskKey KEY = new TaskKey("fix-login");
  private static final AttemptRef ATTEMPT = TestingPlans.attempt("fix-login", 2, 41);
  private static final AttemptRef HOLDER = TestingPlans.attempt("add-login", 1, 40);
  private static final WorkerId WORKER = new WorkerId("worker-1");
  private static final String COMMIT = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
  private static final String PRESERVED = "refs/signalbox/preserve/shop/fix-login/2-4b825dc";
  private static final Progress PROGRESS =
      new Progress(3, 7, "writing tests", new Cost(new BigDecimal("0.42"), "USD"));
  private static final Attestation ATTESTATION =
      new Attestation(COMMIT, "/home/signalbox/slot-1", "5f70bf18", "2c26b46b", "process");
  private static final TaskSpec TASK =
      TestingPlans.task("fix-login")
          .files("src/auth/", "pom.xml")
          .reads("docs/**")
          .skills("java")
          .env(Map.of("LEVEL", "1"))
          .estimate(Duration.ofMinutes(20))
          .retry(2, Duration.ofSeconds(20))
          .build();

  private Samples() {}

  static List<Message> all() {
    return Stream.of(
            submissions(),
            ofPeople(),
            plans(),
            changes(),
            workerEvents(),
            claimEvents(),
            workers(),
            others())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Message> submissions() {
    return List.of(
        new Submission.SubmitPlan(
            MESSAGE_ID, START, REPOSITORY, PLAN_ID, "ann", "/repositories/shop", "signalbox: 1\n"),
        new Submission.SubmitStored(
            MESSAGE_ID,
            START,
            REPOSITORY,
            PLAN_ID,
            "ann",
            "/repositories/shop",
            UUID.fromString("01900000-0000-7000-8000-0000000000cc")),
        new Submission.CancelPlan(MESSAGE_ID, START, REPOSITORY, PLAN_ID, "wrong branch"),
        new Submission.PausePlan(MESSAGE_ID, START, REPOSITORY, PLAN_ID, "release"),
        new Submission.ResumePlan(MESSAGE_ID, START, REPOSITORY, PLAN_ID),
        new Submission.RetryTasks(
            MESSAGE_ID, START, REPOSITORY, PLAN_ID, List.of(KEY), null, "fixed"),
        new Submission.CancelTask(MESSAGE_ID, START, REPOSITORY, PLAN_ID, KEY, "not needed"),
        new Submission.PrioritiseTasks(
            MESSAGE_ID, START, REPOSITORY, PLAN_ID, List.of(KEY), Priority.P0, "outage"),
        new Submission.LimitPlan(MESSAGE_ID, START, REPOSITORY, PLAN_ID, 2, "night"),
        new Submission.AmendPlan(
            MESSAGE_ID, START, REPOSITORY, PLAN_ID, "ann", "tasks:\n  more: {run: make}\n"),
        new Submission.ReleaseClaim(
            MESSAGE_ID, START, REPOSITORY, PLAN_ID, KEY, "ann", "release day", true));
  }

  private static List<Message> ofPeople() {
    return List.of(
        new Submission.ClaimTask(
            MESSAGE_ID,
            START,
            REPOSITORY,
            PLAN_ID,
            KEY,
            new Person("Ann", "ann@shop.example"),
            List.of("java")),
        new Submission.ReportTask(MESSAGE_ID, START, REPOSITORY, PLAN_ID, KEY, 3, 5, "tests left"),
        new Submission.HandInTask(MESSAGE_ID, START, REPOSITORY, PLAN_ID, KEY),
        new Submission.FailTask(MESSAGE_ID, START, REPOSITORY, PLAN_ID, KEY, "no access"),
        new Submission.ReleaseTask(MESSAGE_ID, START, REPOSITORY, PLAN_ID, KEY, "holidays"),
        new TaskEvent.WithPerson(
            MESSAGE_ID,
            START,
            REPOSITORY,
            ATTEMPT,
            WORKER,
            "fix/0-fix-login",
            "/home/ann/people/fix-login",
            "starts from main"),
        new Control.HandIn(MESSAGE_ID, START, ATTEMPT));
  }

  private static List<Message> plans() {
    return List.of(
        new PlanChange.StateChanged(
            MESSAGE_ID, START, REPOSITORY, 9, PLAN_ID, PlanState.COMPLETED, ""),
        new PlanChange.Accepted(
            MESSAGE_ID,
            START,
            REPOSITORY,
            7,
            PLAN_ID,
            TestingPlans.plan(TASK),
            "/repositories/shop",
            "main",
            "signalbox/shop",
            COMMIT,
            "ann",
            "signalbox: 1\n",
            Map.of(KEY, 0)),
        new PlanChange.TasksAdded(
            MESSAGE_ID, START, REPOSITORY, 8, PLAN_ID, 1000, List.of(TASK), Map.of(KEY, 3)));
  }

  private static List<Message> changes() {
    return List.of(
        new PlanChange.TaskChanged(
            MESSAGE_ID,
            START,
            REPOSITORY,
            8,
            PLAN_ID,
            KEY,
            TaskState.MERGING,
            TaskState.COMPLETED,
            1,
            ATTEMPT,
            WORKER,
            "feat/0-fix-login",
            COMMIT,
            "merged"),
        progressed(),
        amended(),
        new PlanChange.ClaimReleased(
            MESSAGE_ID, START, REPOSITORY, 11, PLAN_ID, KEY, ATTEMPT, "ann", "release day", true));
  }

  private static PlanChange progressed() {
    return new PlanChange.TaskProgressed(
        MESSAGE_ID,
        START,
        REPOSITORY,
        9,
        PLAN_ID,
        KEY,
        ATTEMPT,
        PROGRESS,
        START.plusSeconds(900),
        List.of(new Cost(new BigDecimal("1.7"), "USD")));
  }

  private static PlanChange amended() {
    return new PlanChange.Amended(
        MESSAGE_ID,
        START,
        REPOSITORY,
        10,
        PLAN_ID,
        Map.of(new TaskKey("wire-up"), List.of(KEY)),
        Map.of(KEY, 0, new TaskKey("wire-up"), 1),
        Map.of(KEY, Priority.P0),
        3,
        "night");
  }

  private static List<Message> workerEvents() {
    return List.of(
        new TaskEvent.Claimed(MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER),
        new TaskEvent.Deferred(
            MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, "src", new TaskId(PLAN_ID, KEY)),
        new TaskEvent.Started(
            MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, "fix/0-fix-login", ATTESTATION),
        new TaskEvent.Verifying(MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, COMMIT),
        new TaskEvent.Merging(MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, COMMIT),
        new TaskEvent.Completed(
            MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, COMMIT, Map.of("port", "8080")),
        new TaskEvent.Failed(
            MESSAGE_ID,
            START,
            REPOSITORY,
            ATTEMPT,
            WORKER,
            FailureKind.MERGE_CONFLICT,
            "src/auth/Login.java",
            PRESERVED),
        new TaskEvent.Stopped(
            MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, "cancelled", PRESERVED));
  }

  private static List<Message> claimEvents() {
    return List.of(
        new TaskEvent.MergeNoted(
            MESSAGE_ID,
            START,
            REPOSITORY,
            ATTEMPT,
            WORKER,
            MergeNote.FLAKY,
            "passed at the second run"),
        new TaskEvent.NoRoom(MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, 4_000_000, 1_000_000),
        new TaskEvent.Progressed(MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, PROGRESS),
        new TaskEvent.NearsTimeout(
            MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, START.plusSeconds(900)),
        new TaskEvent.Waiting(MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, "src", HOLDER),
        new TaskEvent.ClaimGranted(
            MESSAGE_ID, START, REPOSITORY, ATTEMPT, WORKER, START.plusSeconds(3600)),
        new TaskEvent.ClaimClosed(MESSAGE_ID, START, REPOSITORY, ATTEMPT, ClosedBy.EXPIRY));
  }

  private static List<Message> others() {
    Problem problem =
        new Problem(Severity.ERROR, "E002-cycle", "/tasks/a/needs", 7, 5, "a -> a", "remove it");
    return List.of(
        TestingPlans.assignment(TASK, 41),
        new SubmissionRejected(
            MESSAGE_ID, START, "signalbox.submissions", 3, 17, "key", "{}", List.of(problem)),
        new LogChunk(MESSAGE_ID, START, ATTEMPT, WORKER, 128, "line one\nline two\n", false));
  }

  private static List<Message> workers() {
    UUID instance = UUID.fromString("01900000-0000-7000-8000-0000000000bb");
    return List.of(
        new WorkerMessage.Heartbeat(
            MESSAGE_ID,
            START,
            WORKER,
            instance,
            "build-1",
            4711,
            4,
            6,
            List.of("java"),
            List.of(ATTEMPT),
            Duration.ofSeconds(30),
            12.5,
            40,
            1_000_000,
            new WorkerMessage.Allowance(4, "machine at 86 % cpu", false, 2_500_000_000L),
            new WorkerMessage.Profile(
                WorkerMessage.Kind.AGENT, "Builder", Map.of("agentType", "codegen"))),
        new WorkerMessage.Left(MESSAGE_ID, START, WORKER, instance),
        new Control.Stop(MESSAGE_ID, START, ATTEMPT, "cancelled"),
        new Control.Drain(MESSAGE_ID, START, WORKER, "new disk"),
        new Control.Resume(MESSAGE_ID, START, WORKER));
  }
}
