package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.WithPerson;
import dev.signalbox.scheduler.core.schedule.Waiting;
import dev.signalbox.scheduler.flow.decide.LiveAnswers;
import dev.signalbox.scheduler.flow.rest.CommandDesk.Frame;
import dev.signalbox.scheduler.flow.rest.CommandsController.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what people say of the tasks that they do, and tells who does what. */
@RestController
public final class PeopleController {
  private static final String ONCE = "Idempotency-Key";

  private final CommandDesk desk;
  private final LiveAnswers answers;

  public PeopleController(CommandDesk desk, LiveAnswers answers) {
    this.desk = desk;
    this.answers = answers;
  }

  /**
   * What somebody says.
   *
   * @param name for a claim: whose it is, with the email if that is known
   * @param skills for a claim: what they have; absent when they do not say
   * @param step for a report: how many steps are done, of the total
   */
  record Word(
      @Nullable String name,
      @Nullable String email,
      @Nullable Integer step,
      @Nullable Integer total,
      @Nullable String note,
      @Nullable String reason,
      @Nullable List<String> skills) {
    static final Word NONE = new Word(null, null, null, null, null, null, null);

    static Word of(@Nullable Word given) {
      return given == null ? NONE : given;
    }

    Person person() {
      if (name == null) {
        throw new IllegalArgumentException("name is absent: say who claims the task");
      }
      return new Person(name, email);
    }

    @Nullable List<String> given() {
      if (skills != null && skills.stream().anyMatch(skill -> skill == null || skill.isBlank())) {
        throw new IllegalArgumentException("skills has an entry without a name");
      }
      return skills;
    }

    static String orEmpty(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/claim")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Answer claim(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody Word word) {
    Person person = word.person();
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.ClaimTask(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            new TaskKey(key),
            person,
            word.given()));
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/progress")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Answer progress(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody Word word) {
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.ReportTask(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            new TaskKey(key),
            word.step(),
            word.total(),
            Word.orEmpty(word.note())));
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/complete")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Answer complete(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = ONCE, required = false) @Nullable String once) {
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.HandInTask(
            frame.id(), frame.at(), frame.repository(), frame.plan(), new TaskKey(key)));
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/fail")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Answer fail(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody(required = false) @Nullable Word word) {
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.FailTask(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            new TaskKey(key),
            Word.orEmpty(Word.of(word).reason())));
  }

  @PostMapping("/api/v1/tasks/{plan}/{key}/release")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Answer release(
      @PathVariable String plan,
      @PathVariable String key,
      @RequestHeader(name = ONCE, required = false) @Nullable String once,
      @RequestBody(required = false) @Nullable Word word) {
    Frame frame = desk.frame(plan, once);
    return send(
        new Submission.ReleaseTask(
            frame.id(),
            frame.at(),
            frame.repository(),
            frame.plan(),
            new TaskKey(key),
            Word.orEmpty(Word.of(word).reason())));
  }

  /**
   * A task that somebody does.
   *
   * @param until when the claim ends unless its person is heard of
   */
  record Held(
      PlanId plan,
      TaskKey task,
      TaskState state,
      Instant since,
      Instant until,
      @Nullable String worktree,
      @Nullable String branch,
      @Nullable Integer step,
      @Nullable Integer total,
      String note) {
    static Held of(TaskId task, TaskState state, WithPerson with) {
      return new Held(
          task.plan(),
          task.key(),
          state,
          with.since(),
          with.until(),
          with.worktree(),
          with.branch(),
          with.step(),
          with.total(),
          with.note());
    }
  }

  /** Somebody who does tasks. */
  record Worker(String name, @Nullable String email, List<Held> tasks) {}

  @GetMapping("/api/v1/people")
  List<Worker> people() {
    Map<String, Worker> people = new TreeMap<>();
    for (Waiting waiting : WaitsController.live(answers.people())) {
      if (waiting.reason() instanceof WithPerson with) {
        Held held = Held.of(waiting.task(), waiting.state(), with);
        Person person = with.person();
        people.merge(
            person.name(),
            new Worker(person.name(), person.email(), List.of(held)),
            PeopleController::both);
      }
    }
    return List.copyOf(people.values());
  }

  private static Worker both(Worker one, Worker more) {
    List<Held> tasks = new java.util.ArrayList<>(one.tasks());
    tasks.addAll(more.tasks());
    return new Worker(one.name(), one.email(), tasks);
  }

  private Answer send(Submission command) {
    return Answer.of(desk.send(command));
  }
}
