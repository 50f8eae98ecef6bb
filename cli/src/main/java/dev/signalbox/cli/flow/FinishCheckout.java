package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.git.Checkout;
import dev.signalbox.cli.adapter.git.Checkout.Moved;
import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.flow.SubmitPlan.Accepted;
import dev.signalbox.common.repository.RemoteUrl;
import java.nio.file.Path;

/** Brings the merged work into the user's checkout when that is safe, else says how. */
final class FinishCheckout {
  private final Console console;

  FinishCheckout(Console console) {
    this.console = console;
  }

  /** Does it after a plan whose merges went to a branch of their own, or to another host. */
  void after(Accepted accepted) {
    String location = accepted.location();
    String target = accepted.target();
    String branch = accepted.mergeBranch();
    if (location == null || target == null || branch == null) {
      return;
    }
    if (RemoteUrl.find(location).isPresent()) {
      console.say("  " + branch + " of " + location + " has what was merged");
      console.say("  take it in a clone with: git pull " + location + " " + branch);
      return;
    }
    if (branch.equals(target)) {
      return;
    }
    switch (new Checkout(Path.of(location)).fastForward(target, branch)) {
      case Moved.FastForwarded(String moved, String commit) ->
          console.say("  " + moved + " is now at " + commit);
      case Moved.NothingToMove() -> {}
      case Moved.LeftAlone(String why, String command) -> {
        console.say("  " + target + " was left alone: " + why);
        console.say("  take the work with: " + command);
      }
    }
  }
}
