package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import dev.signalbox.worker.core.Naming;
import dev.signalbox.worker.core.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a person a worktree for an attempt of theirs and waits for them. What they hand in is
 * verified and merged like any attempt's, elsewhere than where they work; what cannot be merged
 * goes back to them with the reason.
 */
public final class PersonWork implements AttemptSession.Work {
  private static final Logger LOG = LoggerFactory.getLogger(PersonWork.class);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final PeoplePlaces people;
  private final AttemptWork slots;
  private final AttemptEnd end;
  private final Reporter reporter;
  private final AttemptWork.Outputs outputs;

  public PersonWork(
      PeoplePlaces people,
      AttemptWork slots,
      AttemptEnd end,
      Reporter reporter,
      AttemptWork.Outputs outputs) {
    this.people = people;
    this.slots = slots;
    this.end = end;
    this.reporter = reporter;
    this.outputs = outputs;
  }

  @Override
  public Outcome run(RunningAttempt attempt, TargetRepository target) throws InterruptedException {
    Assignment assignment = attempt.assignment();
    Person person = Objects.requireNonNull(assignment.person(), "an attempt of nobody");
    try (Output output =
        new Output(outputs.publisher(), attempt.attempt(), outputs.worker(), outputs.cap())) {
      Desk desk = new Desk(attempt, target, person, people.of(assignment, target), output.log());
      Optional<String> tip = desk.tip();
      if (tip.isEmpty()) {
        return over(desk, desk.noBranch());
      }
      say(desk, desk.place().prepare(assignment, person, tip.get()));
      return over(desk, untilOver(desk));
    } catch (GitFailedException | IOException failure) {
      LOG.warn("{} cannot begin: {}", attempt.attempt(), failure.getMessage());
      Outcome outcome =
          new Outcome.Failed(FailureKind.REPOSITORY, String.valueOf(failure.getMessage()));
      end.withoutWork(attempt, Optional.of(target), outcome);
      return outcome;
    }
  }

  private void say(Desk desk, String note) {
    desk.log().line("[signalbox: " + note + "]");
    String branch = Naming.branch(desk.assignment().task());
    reporter.withPerson(desk.attempt(), branch, desk.place().worktree(), note);
  }

  private Outcome untilOver(Desk desk) throws InterruptedException {
    while (true) {
      Optional<String> stop = desk.attempt().stopReason();
      if (stop.isPresent()) {
        return new Outcome.Stopped(stop.get());
      }
      if (desk.attempt().awaitHandIn(LOOK)) {
        Outcome outcome = handedIn(desk);
        if (!(outcome instanceof Outcome.Failed failed)) {
          return outcome;
        }
        say(desk, "not merged: " + word(failed.kind()) + ": " + failed.detail());
      }
    }
  }

  private Outcome handedIn(Desk desk) throws InterruptedException {
    Optional<String> underWay = desk.place().underWay();
    if (underWay.isPresent()) {
      return new Outcome.Failed(
          FailureKind.VERIFY, "finish what git has under way there: " + underWay.get());
    }
    Optional<String> tip = desk.tip();
    return tip.isPresent() ? handedIn(desk, tip.get()) : desk.noBranch();
  }

  private Outcome handedIn(Desk desk, String tip) throws InterruptedException {
    try {
      PersonPlace.Handed handed = desk.place().handIn(desk.assignment(), desk.person(), tip);
      Outcome outcome =
          handed.head().equals(handed.base()) ? new Outcome.Completed(null) : merged(desk, handed);
      boolean all = desk.place().hasOnly(handed.head(), desk.person());
      if (outcome instanceof Outcome.Completed && all) {
        people.remove(desk.place());
      }
      return outcome;
    } catch (GitFailedException failure) {
      return new Outcome.Failed(FailureKind.REPOSITORY, String.valueOf(failure.getMessage()));
    } catch (IOException failure) {
      return new Outcome.Failed(FailureKind.INTERNAL, String.valueOf(failure.getMessage()));
    } catch (LockServiceUnreachableException failure) {
      return new Outcome.Failed(FailureKind.INTERNAL, failure.getMessage() + "; hand it in again");
    }
  }

  private Outcome merged(Desk desk, PersonPlace.Handed handed)
      throws InterruptedException, IOException {
    reporter.verifying(desk.attempt(), handed.head());
    return slots.handedIn(desk, handed);
  }

  private Outcome over(Desk desk, Outcome outcome) throws InterruptedException {
    Optional<String> kept = Optional.empty();
    try {
      kept = desk.place().leave(desk.attempt().attempt());
    } catch (GitFailedException | IOException failure) {
      LOG.error(
          "{} is left as it is, without a ref: {}", desk.place().worktree(), failure.getMessage());
    }
    end.kept(desk.attempt(), desk.target(), outcome, kept.orElse(null));
    return outcome;
  }

  private static String word(FailureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
