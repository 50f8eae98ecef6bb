package dev.signalbox.worker.flow;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.FailureKind;
import dev.signalbox.common.plan.Undeclared;
import dev.signalbox.worker.core.ChangePolicy;
import dev.signalbox.worker.core.ChangedFile;
import dev.signalbox.worker.core.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Claims what an attempt is about to merge beyond what it holds: undeclared changes where the plan
 * allows them, at once or not at all; and what a deferred merge writes, however long that takes.
 */
public final class ClaimingChanges {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final Claiming claiming;
  private final Reporter reporter;

  public ClaimingChanges(Claiming claiming, Reporter reporter) {
    this.claiming = claiming;
    this.reporter = reporter;
  }

  /** Paths to add to a claim, with all it then consists of. */
  private record Wanted(Footprint added, Footprint whole, List<String> undeclared) {}

  /**
   * Claims.
   *
   * @param head the last commit of the attempt
   * @return why it cannot be merged; empty when it may
   */
  Optional<Outcome> before(Working work, List<ChangedFile> changes, String head)
      throws InterruptedException {
    Assignment assignment = work.assignment();
    Footprint intent = assignment.intent();
    List<String> undeclared = ChangePolicy.undeclared(assignment.declared(), changes);
    if (!undeclared.isEmpty() && assignment.undeclared() == Undeclared.FAIL) {
      return undeclared("changed without being declared: " + String.join(", ", undeclared));
    }
    Wanted wanted =
        new Wanted(
            ChangePolicy.widened(intent == null ? Footprint.NOTHING : intent, undeclared),
            ChangePolicy.widened(assignment.declared(), undeclared),
            undeclared);
    if (wanted.added().isEmpty()) {
      return Optional.empty();
    }
    Claiming.Result result =
        intent == null ? patiently(work, wanted) : new Waiting(work, wanted, head).result();
    return outcome(work, wanted, result);
  }

  private Claiming.Result patiently(Working work, Wanted wanted) throws InterruptedException {
    return Patience.ask(() -> work.attempt().stopReason().isPresent(), () -> ask(work, wanted))
        .orElseGet(() -> new Claiming.Result.Lost("the lock-service did not answer"));
  }

  private Claiming.Result ask(Working work, Wanted wanted) {
    return claiming.amend(work.attempt(), work.target(), wanted.added(), wanted.whole());
  }

  private static Optional<Outcome> outcome(Working work, Wanted wanted, Claiming.Result result) {
    return switch (result) {
      case Claiming.Result.Held _ -> {
        if (!wanted.undeclared().isEmpty()) {
          String files = String.join(", ", wanted.undeclared());
          work.log().line("[signalbox: claimed as well: " + files + "]");
        }
        yield Optional.empty();
      }
      case Claiming.Result.Deferred denied -> refused(work, denied);
      case Claiming.Result.AlreadyMerged merged ->
          Optional.of(new Outcome.Completed(merged.commit()));
      case Claiming.Result.NotOurs not -> Optional.of(new Outcome.Stopped(not.why()));
      case Claiming.Result.Locked locked ->
          Optional.of(new Outcome.Stopped(locked.file() + " is held"));
      case Claiming.Result.Lost lost -> Optional.of(new Outcome.Stopped(lost.why()));
    };
  }

  private static Optional<Outcome> refused(Working work, Claiming.Result.Deferred denied) {
    String held = denied.path() + ", which " + denied.holder().task() + " holds";
    if (work.assignment().intent() == null) {
      return undeclared("changed " + held);
    }
    return Optional.of(
        work.attempt()
            .stopReason()
            .<Outcome>map(Outcome.Stopped::new)
            .orElseGet(() ->
                new Outcome.Failed(
                    FailureKind.TIMEOUT,
                    "waited longer than "
                        + work.assignment().task().timeout()
                        + " to merge "
                        + held)));
  }

  private static Optional<Outcome> undeclared(String detail) {
    return Optional.of(new Outcome.Failed(FailureKind.UNDECLARED, detail));
  }

  /** The one case in which something is waited for while something is held: what was read. */
  private final class Waiting {

    private final Working work;
    private final Wanted wanted;
    private final String head;
    private final long end;
    private Duration pause = FIRST_PAUSE;
    private Claiming.Result.@Nullable Deferred said;

    Waiting(Working work, Wanted wanted, String head) {
      this.work = work;
      this.wanted = wanted;
      this.head = head;
      this.end = System.nanoTime() + work.assignment().task().timeout().toNanos();
    }

    /** Asks until it is granted, or is asked to stop, or has waited for the task's timeout. */
    Claiming.Result result() throws InterruptedException {
      Claiming.Result result = patiently(work, wanted);
      while (result instanceof Claiming.Result.Deferred denied && mayWait()) {
        say(denied);
        TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        pause = longer();
        result = patiently(work, wanted);
      }
      if (said != null && result instanceof Claiming.Result.Held) {
        work.log().line("[signalbox: the wait is over]");
        reporter.verifying(work.attempt(), head);
      }
      return result;
    }

    private Duration longer() {
      Duration doubled = pause.multipliedBy(2);
      return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private boolean mayWait() {
      return work.attempt().stopReason().isEmpty() && System.nanoTime() < end;
    }

    /** Each other holder once, so that the history stays readable. */
    private void say(Claiming.Result.Deferred denied) {
      if (!denied.equals(said)) {
        said = denied;
        String holder = denied.holder().task().toString();
        work.log().line("[signalbox: " + denied.path() + " is held by " + holder + "; waiting]");
        reporter.waiting(work.attempt(), denied.path(), denied.holder());
      }
    }
  }
}
