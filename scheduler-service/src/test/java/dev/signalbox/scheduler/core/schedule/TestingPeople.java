package dev.signalbox.scheduler.core.schedule;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.common.testing.TestingPlans.task;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.WorkerKind;
import java.util.List;

/** A core, and people who claim tasks of it. */
abstract class TestingPeople {
  static final Person ANN = new Person("Ann", "ann@shop.example");
  static final Person BOB = new Person("Bob", null);
  final TestingCore core = new TestingCore(1);

  void atWork(String key) {
    core.accept(human(key, "x"));
    claim(key, ANN);
    core.claimed(key);
    withPerson(key, "");
  }

  static dev.signalbox.common.plan.TaskSpec human(String key, String path) {
    return task(key).files(path).worker(WorkerKind.HUMAN).build();
  }

  void claim(String key, Person person) {
    core.command(claimOf(key, person, core));
  }

  static Submission claimOf(String key, Person person, TestingCore of) {
    return new Submission.ClaimTask(
        TestingCore.fresh(), of.now, REPOSITORY, PLAN_ID, key(key), person, null);
  }

  void claim(String key, Person person, String... skills) {
    core.command(
        new Submission.ClaimTask(
            TestingCore.fresh(), core.now, REPOSITORY, PLAN_ID, key(key), person, List.of(skills)));
  }

  void handIn(String key) {
    handInOf(key, core);
  }

  static void handInOf(String key, TestingCore of) {
    of.command(
        new Submission.HandInTask(TestingCore.fresh(), of.now, REPOSITORY, PLAN_ID, key(key)));
  }

  void withPerson(String key, String note) {
    core.happened(
        new TaskEvent.WithPerson(
            TestingCore.fresh(),
            core.now,
            REPOSITORY,
            attempt(key),
            TestingCore.WORKER,
            "feat/0-x",
            "/people/" + key,
            note));
  }

  void stopped(String key, String kept) {
    core.happened(
        new TaskEvent.Stopped(
            TestingCore.fresh(),
            core.now,
            REPOSITORY,
            attempt(key),
            TestingCore.WORKER,
            "asked",
            kept));
  }

  AttemptRef attempt(String key) {
    return core.attempt(key);
  }

  static TaskKey key(String key) {
    return new TaskKey(key);
  }

  Effect.Refused refusal() {
    return core.said(Effect.Refused.class).getLast();
  }
}
