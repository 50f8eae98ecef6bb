package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.Severity;
import java.util.List;

/** What is said about a command that changes nothing. */
final class Replies {
  private final Ledger ledger;

  Replies(Ledger ledger) {
    this.ledger = ledger;
  }

  /** It cannot be followed, and nothing of it was. */
  void refuse(Submission command, String code, String message, String hint) {
    refuse(command, List.of(new Problem(Severity.ERROR, code, "", 0, 0, message, hint)));
  }

  void refuse(Submission command, List<Problem> reasons) {
    ledger.emit(new Effect.Refused(command.plan(), reasons));
  }

  void unknownTask(Submission command, TaskKey task) {
    refuse(
        command,
        "E051-unknown-task",
        task + " is no task of the plan",
        "signalbox plan show lists the plan's tasks");
  }

  /** What it asks for is so already. */
  void late(Submission command) {
    String what = command.getClass().getSimpleName();
    ledger.emit(new Effect.Ignored(Effect.Ignored.Why.LATE, what));
  }
}
