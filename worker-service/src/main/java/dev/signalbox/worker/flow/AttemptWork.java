package dev.signalbox.worker.flow;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.http.LockServiceUnreachableException;
import dev.signalbox.worker.adapter.kafka.Publisher;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.OutputLog;
import dev.signalbox.worker.core.PromptDocument;
import dev.signalbox.worker.core.Step;
import dev.signalbox.worker.core.TaskEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an attempt that holds its claim a place to work, and leaves the place ready again. */
public final class AttemptWork {

  private static final Logger LOG = LoggerFactory.getLogger(AttemptWork.class);

  private final Workplaces places;
  private final AttemptFlow flow;
  private final AttemptEnd end;
  private final Outputs outputs;

  /** Where output goes. */
  public record Outputs(Publisher publisher, WorkerId worker, long cap) {}

  public AttemptWork(Workplaces places, AttemptFlow flow, AttemptEnd end, Outputs outputs) {
    this.places = places;
    this.flow = flow;
    this.end = end;
    this.outputs = outputs;
  }

  /** Works and ends the attempt. */
  Outcome run(RunningAttempt attempt, TargetRepository target) throws InterruptedException {
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
    Workplace place;
    try {
      place = places.of(attempt.slot(), attempt.assignment().repository(), target);
    } catch (GitFailedException failure) {
      Outcome outcome = failed(FailureKind.REPOSITORY, failure);
      end.withoutWork(attempt, Optional.of(target), outcome);
      return outcome;
    }
    Working work = working(attempt, place, log);
    Outcome outcome = outcomeOf(work, base);
    end.of(work, base, outcome);
    tidy(work);
    attempt.reached(Step.TIDIED);
    return outcome;
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

  private void writeDown(Working work, String base) throws IOException {
    Assignment assignment = work.assignment();
    work.place()
        .write(
            new SlotNote(
                assignment.attempt(),
                assignment.repository(),
                assignment.location(),
                base,
                work.marker(),
                assignment.task().executor()));
    String prompt = assignment.task().prompt();
    if (prompt != null) {
      Files.writeString(work.place().prompt(), PromptDocument.of(assignment, prompt));
    }
  }

  private static Working working(RunningAttempt attempt, Workplace place, OutputLog log) {
    @Nullable String prompt =
        attempt.assignment().task().prompt() == null ? null : place.prompt().toString();
    Map<String, String> environment =
        TaskEnvironment.of(
            System.getenv(),
            attempt.assignment(),
            new TaskEnvironment.Place(
                place.slot(),
                place.repository().worktree().toString(),
                place.temporary().toString(),
                prompt));
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
