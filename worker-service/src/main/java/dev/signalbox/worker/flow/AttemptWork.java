package dev.signalbox.worker.flow;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.git.PreserveRefs;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import dev.signalbox.worker.adapter.kafka.Publisher;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.OutputLog;
import dev.signalbox.worker.core.Step;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an attempt that holds its claim a place to work, and leaves the place ready again. */
public final class AttemptWork implements AttemptSession.Work {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptWork.class);

  /** What an earlier attempt left unmerged, for the task to look at or take up. */
  private static final String CHECKPOINT = "SIGNALBOX_CHECKPOINT";

  private final Workplaces places;
  private final Room room;
  private final Premises premises;
  private final AttemptFlow flow;
  private final AttemptEnd end;
  private final Outputs outputs;

  /** Where output goes. */
  public record Outputs(Publisher publisher, WorkerId worker, long cap) {}

  public AttemptWork(
      Workplaces places,
      Room room,
      Premises premises,
      AttemptFlow flow,
      AttemptEnd end,
      Outputs outputs) {
    this.places = places;
    this.room = room;
    this.premises = premises;
    this.flow = flow;
    this.end = end;
    this.outputs = outputs;
  }

  /** Works and ends the attempt. */
  @Override
  public Outcome run(RunningAttempt attempt, TargetRepository target) throws InterruptedException {
    Assignment assignment = attempt.assignment();
    Optional<Outcome> refusal = AttemptFlow.refusal(assignment);
    Optional<String> base = target.tip(assignment.mergeBranch());
    if (refusal.isPresent() || base.isEmpty()) {
      Outcome outcome =
          refusal.orElseGet(() ->
              new Outcome.Failed(
                  FailureKind.REPOSITORY, "there is no branch " + assignment.mergeBranch()));
      end.withoutWork(attempt, Optional.of(target), outcome);
      return outcome;
    }
    if (AttemptFlow.commandOf(assignment).isEmpty()) {
      Outcome nothingToDo = new Outcome.Completed(null);
      end.withoutWork(attempt, Optional.of(target), nothingToDo);
      return nothingToDo;
    }
    try (Output output =
        new Output(outputs.publisher(), attempt.attempt(), outputs.worker(), outputs.cap())) {
      return at(attempt, target, base.get(), output.log());
    }
  }

  private Outcome at(RunningAttempt attempt, TargetRepository target, String base, OutputLog log)
      throws InterruptedException {
    RepositoryId repository = attempt.assignment().repository();
    Workplace place;
    try {
      Optional<Outcome> lack = room.lackFor(attempt.slot(), repository, target, base);
      if (lack.isPresent()) {
        end.withoutWork(attempt, Optional.of(target), lack.get());
        return lack.get();
      }
      place = places.of(attempt.slot(), repository, target);
    } catch (GitFailedException failure) {
      Outcome outcome = failed(FailureKind.REPOSITORY, failure);
      end.withoutWork(attempt, Optional.of(target), outcome);
      return outcome;
    }
    try {
      return at(working(attempt, place, log), base);
    } finally {
      places.leave(place);
    }
  }

  private Outcome at(Working work, String base) throws InterruptedException {
    Outcome outcome = outcomeOf(work, base);
    end.of(work, base, outcome);
    tidy(work);
    work.attempt().reached(Step.TIDIED);
    return outcome;
  }

  /**
   * Verifies and merges what a person handed in, in a place beside theirs; the attempt goes on when
   * that cannot be merged.
   */
  Outcome handedIn(Desk desk, PersonPlace.Handed handed) throws InterruptedException, IOException {
    RunningAttempt attempt = desk.attempt();
    Workplace place = places.of(attempt.slot(), attempt.assignment().repository(), desk.target());
    try {
      Working work = working(attempt, place, desk.log());
      writeDown(work, handed.base());
      Outcome outcome = flow.handedIn(work, handed.base(), handed.head());
      tidy(work);
      return outcome;
    } finally {
      places.leave(place);
    }
  }

  private Outcome outcomeOf(Working work, String base) throws InterruptedException {
    try {
      writeDown(work, base);
      return flow.work(work, base);
    } catch (GitFailedException failure) {
      return failed(FailureKind.REPOSITORY, failure);
    } catch (IOException failure) {
      return failed(FailureKind.INTERNAL, failure);
    } catch (LockServiceUnreachableException failure) {
      return new Outcome.Stopped(String.valueOf(failure.getMessage()));
    } catch (RuntimeException surprise) {
      LOG.error("{} failed", work.attempt().attempt(), surprise);
      return failed(FailureKind.INTERNAL, surprise);
    }
  }

  private static void writeDown(Working work, String base) throws IOException {
    Assignment assignment = work.assignment();
    work.place()
        .write(
            new SlotNote(
                assignment.attempt(),
                assignment.repository(),
                assignment.location(),
                base,
                work.marker(),
                assignment.task().executor()),
            assignment);
  }

  private Working working(RunningAttempt attempt, Workplace place, OutputLog log) {
    Map<String, String> environment =
        new TreeMap<>(premises.environment(place, attempt.assignment()));
    if (attempt.attempt().number() > 1) {
      PreserveRefs.newest(place.target(), attempt.attempt().task())
          .ifPresent(kept -> environment.put(CHECKPOINT, kept.commit()));
    }
    return new Working(attempt, place, environment, UUID.randomUUID().toString(), log);
  }

  private static void tidy(Working work) {
    try {
      work.place().removeNote();
      Optional<String> tip = work.target().tip(work.assignment().mergeBranch());
      if (tip.isPresent()) {
        work.place().park(tip.get());
      }
    } catch (GitFailedException | IOException failure) {
      LOG.warn("the slot is cleaned when it is next used: {}", failure.getMessage());
    }
  }

  private static Outcome failed(FailureKind kind, Exception failure) {
    return new Outcome.Failed(kind, String.valueOf(failure.getMessage()));
  }
}
