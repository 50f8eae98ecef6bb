package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.WorkerKind;
import dev.signalbox.scheduler.core.conflict.Conflict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people ask about tasks that they do themselves. A claim of theirs is an attempt like all
 * others, but it takes no slot, and the task stays theirs when the attempt is lost.
 */
final class PeopleRules {
  private static final String NOT_CLAIMABLE = "E063-not-claimable";
  private static final String CLAIMED = "E064-claimed";
  private static final String NOT_CLAIMED = "E065-not-claimed";
  private static final String SHOW = "signalbox task explain tells how it stands";

  private final Ledger ledger;
  private final TaskRules tasks;
  private final AttemptRules attempts;
  private final RetryRules retries;
  private final Replies replies;
  private final ProgressRules progress;

  PeopleRules(
      Ledger ledger, TaskRules tasks, AttemptRules attempts, RetryRules retries, Replies replies) {
    this.ledger = ledger;
    this.tasks = tasks;
    this.attempts = attempts;
    this.retries = retries;
    this.replies = replies;
    this.progress = new ProgressRules(ledger);
  }

  void claim(PlanRun plan, Submission.ClaimTask claim) {
    TaskRun task = plan.task(claim.task());
    if (task == null) {
      replies.unknownTask(claim, claim.task());
      return;
    }
    PersonClaim held = task.person;
    if (held == null) {
      take(task, claim);
    } else if (held.person().name().equals(claim.person().name())) {
      renew(task, held);
      replies.late(claim);
    } else {
      String who =
          held.person() + " since " + seconds(held.since()) + ", until " + seconds(held.until());
      replies.refuse(claim, CLAIMED, task.id.key() + " is with " + who, "ask for its release");
    }
  }

  private void take(TaskRun task, Submission.ClaimTask claim) {
    Optional<String> obstacle = obstacle(task);
    List<String> lacking = lacking(task, claim);
    Optional<Conflict<OpenAttempt>> conflict = ledger.ready.inTheWay(task.holds);
    if (obstacle.isPresent()) {
      replies.refuse(
          claim, NOT_CLAIMABLE, task.id.key() + " cannot be claimed: " + obstacle.get(), SHOW);
    } else if (!lacking.isEmpty()) {
      replies.refuse(
          claim,
          NOT_CLAIMABLE,
          "%s needs %s, which is not among the skills of %s"
              .formatted(task.id.key(), String.join(", ", lacking), claim.person()),
          "signalbox task claim --skill says what you have; without it you are not asked");
    } else if (conflict.isPresent()) {
      replies.refuse(
          claim,
          CLAIMED,
          heldPath(conflict.get()) + ", which " + task.id.key() + " writes or reads",
          "ask again when that is merged; signalbox locks shows who holds what");
    } else {
      begin(task, claim);
    }
  }

  /** What the task needs and the person, who said what they have, has not. */
  private static List<String> lacking(TaskRun task, Submission.ClaimTask claim) {
    List<String> said = claim.skills();
    if (said == null) {
      return List.of();
    }
    Optional<String> ofExecutor = task.spec.executor().skill();
    return task.spec.skills().stream()
        .filter(skill -> !said.contains(skill) && !ofExecutor.equals(Optional.of(skill)))
        .toList();
  }

  private static Optional<String> obstacle(TaskRun task) {
    if (task.plan.state == PlanState.PAUSED) {
      return Optional.of("its plan is paused");
    }
    boolean open =
        switch (task.state) {
          case NEEDS_HUMAN, FAILED -> task.current == null;
          case READY, RETRY_WAIT -> task.spec.worker() != WorkerKind.AGENT && task.current == null;
          case PENDING,
              QUEUED,
              CLAIMED,
              RUNNING,
              VERIFYING,
              MERGING,
              COMPLETED,
              PAUSED,
              CANCELLED,
              SKIPPED ->
              false;
        };
    return open ? Optional.empty() : Optional.of("it is " + task.state);
  }

  private static String heldPath(Conflict<OpenAttempt> conflict) {
    String path = conflict.witness().path();
    OpenAttempt holder = conflict.holder();
    PersonClaim person = holder.task.person;
    return (path.isEmpty() ? "the whole repository" : path)
        + " is held by "
        + holder.task.id.key()
        + (person == null
            ? ""
            : " (" + person.person() + ", until " + seconds(person.until()) + ")");
  }

  private void begin(TaskRun task, Submission.ClaimTask claim) {
    PersonClaim person =
        PersonClaim.by(
            claim.person(), ledger.now, ledger.now.plus(ledger.policies.people().lease()));
    String reason = "claimed by " + claim.person();
    task.serialised = true;
    if (task.state == TaskState.READY) {
      attempts.forgetDeferral(task);
      ledger.regroup(task, () -> task.person = person);
      ledger.touch(task);
    } else if (task.state == TaskState.FAILED) {
      task.person = person;
      retries.again(task.plan, List.of(task), reason);
    } else {
      task.person = person;
      task.notBefore = null;
      tasks.makeReady(task, reason);
    }
    watchLease(task, person);
  }

  void report(PlanRun plan, Submission.ReportTask report) {
    TaskRun task = held(plan, report, report.task());
    PersonClaim person = task == null ? null : task.person;
    if (task == null || person == null) {
      return;
    }
    Integer step = report.step();
    Integer total = report.total();
    if (step != null && !isShare(step, total)) {
      replies.refuse(
          report,
          "E017-out-of-range",
          step + "/" + total + " is no progress",
          "give the steps that are done of all steps, as in 3/5");
      return;
    }
    renew(task, person.reported(step, total, report.note()));
    OpenAttempt current = task.current;
    if (current != null) {
      PersonClaim now = person.reported(step, total, report.note());
      progress.told(
          current, new Progress(now.step(), now.total(), now.note(), current.progress.cost()));
    }
  }

  private static boolean isShare(int step, @Nullable Integer total) {
    return total != null && total >= 1 && step >= 0 && step <= total;
  }

  void handIn(PlanRun plan, Submission.HandInTask done) {
    TaskRun task = held(plan, done, done.task());
    PersonClaim person = task == null ? null : task.person;
    if (task == null || person == null) {
      return;
    }
    OpenAttempt current = task.current;
    if (current == null || person.worktree() == null) {
      replies.refuse(done, NOT_CLAIMED, done.task() + " has no worktree yet: " + task.state, SHOW);
      return;
    }
    renew(task, person.with(true));
    if (task.state == TaskState.RUNNING) {
      ledger.emit(new Effect.HandIn(current.ref));
    }
  }

  void fail(PlanRun plan, Submission.FailTask fail) {
    end(plan, fail, fail.task(), Closing.GIVEN_UP, fail.reason());
  }

  void release(PlanRun plan, Submission.ReleaseTask release) {
    end(plan, release, release.task(), Closing.GIVEN_BACK, release.reason());
  }

  private void end(PlanRun plan, Submission command, TaskKey key, Closing how, String reason) {
    TaskRun task = held(plan, command, key);
    PersonClaim person = task == null ? null : task.person;
    if (task != null && person != null) {
      String verb = how == Closing.GIVEN_UP ? "given up by " : "given back by ";
      end(task, how, verb + person.person() + (reason.isEmpty() ? "" : ": " + reason));
    }
  }

  private void end(TaskRun task, Closing how, String reason) {
    PersonClaim person = task.person;
    OpenAttempt current = task.current;
    if (person != null && current != null) {
      task.person = person.noted(reason);
      ledger.touch(task);
      attempts.close(current, how, reason);
    } else if (task.state == TaskState.READY) {
      ledger.move(task, TaskState.NEEDS_HUMAN, TaskRules.asksForPerson(task, reason));
    }
  }

  /** The task of a command, if a person has it; refuses the command otherwise. */
  private @Nullable TaskRun held(PlanRun plan, Submission command, TaskKey key) {
    TaskRun task = plan.task(key);
    if (task == null) {
      replies.unknownTask(command, key);
      return null;
    }
    if (task.person == null) {
      replies.refuse(
          command,
          NOT_CLAIMED,
          "nobody has claimed " + key + ": it is " + task.state,
          "signalbox task claim takes it");
      return null;
    }
    return task;
  }

  private void renew(TaskRun task, PersonClaim person) {
    task.person = person.renewed(ledger.now.plus(ledger.policies.people().lease()));
    ledger.touch(task);
  }

  /** A person's claim is looked at when they are to be reminded, and when it ends. */
  void watchLease(TaskRun task, PersonClaim person) {
    var next =
        person.reminded() ? person.until() : ledger.policies.people().reminder(person.until());
    ledger.timers.add(next, new Timers.Due.Lease(task, person.since()));
  }

  void lookAtLease(Timers.Due.Lease due) {
    TaskRun task = due.task();
    PersonClaim person = task.person;
    if (person == null || !person.since().equals(due.since())) {
      return;
    }
    boolean remind = !ledger.policies.people().reminder(person.until()).isAfter(ledger.now);
    if (!person.until().isAfter(ledger.now)) {
      end(task, Closing.GIVEN_BACK, "the claim of " + person.person() + " ran out");
      return;
    }
    if (remind && !person.reminded()) {
      person = person.asReminded();
      task.person = person;
      task.reason =
          "reminder: the claim of " + person.person() + " ends " + seconds(person.until());
      ledger.note(task);
    }
    watchLease(task, person);
  }

  private static Instant seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
