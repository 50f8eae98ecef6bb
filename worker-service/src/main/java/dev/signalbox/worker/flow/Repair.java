package dev.signalbox.worker.flow;

import dev.signalbox.common.message.MergeNote;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.worker.adapter.git.ConflictedMerge;
import dev.signalbox.worker.adapter.git.LandedCommits;
import dev.signalbox.worker.adapter.git.PreserveRefs;
import dev.signalbox.worker.adapter.git.SlotRepository;
import dev.signalbox.worker.core.LandedCommit;
import dev.signalbox.worker.core.Naming;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.core.RepairDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Gives a conflict back to the command that made the change, once: the worktree has the merge with
 * its markers, a file says what met. What was made before is preserved first.
 */
public final class Repair {

  private static final int LAST_LINES = 20;

  private final TaskRun task;
  private final ChangeCheck changes;
  private final Reporter reporter;

  public Repair(TaskRun task, ChangeCheck changes, Reporter reporter) {
    this.task = task;
    this.changes = changes;
    this.reporter = reporter;
  }

  /**
   * The commits that do not go together.
   *
   * @param base where the attempt started
   * @param head what it made
   * @param tip where that should go
   */
  record Clash(String base, String head, String tip) {}

  /** What came of it. */
  sealed interface Result {

    /** A commit on the tip, which the target has. */
    record Repaired(String commit) implements Result {}

    /** A person has to look at it, or the attempt must stop. */
    record Failed(Outcome outcome) implements Result {}
  }

  /** Repairs. */
  Result of(Working work, Clash clash) throws InterruptedException, IOException {
    SlotRepository slot = work.place().repository();
    String kept = PreserveRefs.keep(slot, work.target(), work.attempt().attempt(), clash.head());
    List<LandedCommit> landed = LandedCommits.between(work.target(), clash.base(), clash.tip());
    ConflictedMerge merge = slot.mergeLeavingConflicts(clash.tip(), clash.head());
    String paths = String.join(", ", merge.files().keySet());
    String what = "changed on both sides: " + paths + LandedCommit.list(landed);
    if (!merge.files().isEmpty()) {
      reporter.noted(work.attempt(), MergeNote.REPAIRING, what);
      work.log().line("[signalbox: repair: " + what + "]");
      Optional<Outcome> failure = run(work, clash, merge, landed);
      if (failure.isPresent()) {
        return new Result.Failed(explained(failure.get(), what, kept));
      }
    }
    return committed(work, clash, what, kept);
  }

  private Optional<Outcome> run(
      Working work, Clash clash, ConflictedMerge merge, List<LandedCommit> landed)
      throws InterruptedException, IOException {
    Optional<String> shell = AttemptFlow.commandOf(work.assignment());
    if (shell.isEmpty()) {
      return failed("the task has no command that could resolve it");
    }
    Path document = work.place().temporary().resolve("signalbox-repair.md");
    String output = work.log().lastLines(LAST_LINES);
    Files.createDirectories(work.place().temporary());
    Files.writeString(
        document,
        RepairDocument.of(
            work.assignment(),
            new RepairDocument.Conflict(
                merge.files(), merge.said(), clash.tip(), clash.head(), landed, output)));
    Map<String, String> environment = new TreeMap<>(work.environment());
    environment.put("SIGNALBOX_REPAIR", document.toString());
    environment.computeIfPresent("SIGNALBOX_PROMPT", (_, _) -> document.toString());
    return outcome(
        task.run(work.with(environment), shell.get(), work.assignment().task().timeout()));
  }

  private static Optional<Outcome> outcome(Commands.Ended ended) {
    return switch (ended) {
      case Commands.Ended.Exited exited ->
          exited.status() == 0
              ? Optional.empty()
              : failed("the command ended with status " + exited.status());
      case Commands.Ended.TimedOut timedOut ->
          failed("the command took longer than " + timedOut.limit());
      case Commands.Ended.Stopped stopped -> Optional.of(new Outcome.Stopped(stopped.reason()));
      case Commands.Ended.NotStarted not -> failed("the command did not start: " + not.why());
    };
  }

  private Result committed(Working work, Clash clash, String what, String kept)
      throws InterruptedException {
    SlotRepository slot = work.place().repository();
    String repaired = slot.commitAll(Naming.commitMessage(work.assignment()));
    if (repaired.equals(clash.tip())) {
      Optional<Outcome> nothing = failed("nothing of the change was left");
      return new Result.Failed(explained(nothing.orElseThrow(), what, kept));
    }
    slot.copyTo(work.target(), repaired);
    Optional<Outcome> refused = changes.refusal(work, clash.tip(), repaired);
    if (refused.isPresent()) {
      return new Result.Failed(explained(refused.get(), what, kept));
    }
    reporter.noted(work.attempt(), MergeNote.REPAIRED, repaired);
    work.log().line("[signalbox: repaired: " + repaired + "]");
    return new Result.Repaired(repaired);
  }

  private static Optional<Outcome> failed(String detail) {
    return Optional.of(new Outcome.Failed(FailureKind.MERGE_CONFLICT, detail));
  }

  /** All of it is one failure for the plan: a conflict that was not repaired. */
  private static Outcome explained(Outcome outcome, String what, String kept) {
    return outcome instanceof Outcome.Failed failed
        ? new Outcome.Failed(
            FailureKind.MERGE_CONFLICT,
            what + "\nnot repaired: " + failed.detail() + "\nthe work before that is " + kept)
        : outcome;
  }
}
