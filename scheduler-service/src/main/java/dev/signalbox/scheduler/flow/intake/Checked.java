package dev.signalbox.scheduler.flow.intake;

import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.git.Resolved;
import java.util.List;

/** A plan looked at together with its repository. */
public sealed interface Checked {

  /** It may be accepted. */
  record Good(Plan plan, Resolved repository, List<Problem> warnings) implements Checked {
    public Good {
      warnings = List.copyOf(warnings);
    }
  }

  /** It may not. */
  record Bad(List<Problem> problems) implements Checked {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
