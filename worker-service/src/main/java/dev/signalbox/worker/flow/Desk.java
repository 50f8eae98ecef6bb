package dev.signalbox.worker.flow;

import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.OutputLog;
import java.util.Optional;

/** An attempt of a person, whose it is, and where they work. */
record Desk(
    RunningAttempt attempt,
    TargetRepository target,
    Person person,
    PersonPlace place,
    OutputLog log) {
  Assignment assignment() {
    return attempt.assignment();
  }

  Optional<String> tip() {
    return target.tip(assignment().mergeBranch());
  }

  Outcome noBranch() {
    return new Outcome.Failed(
        FailureKind.REPOSITORY, "there is no branch " + assignment().mergeBranch());
  }
}
