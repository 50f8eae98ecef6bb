package dev.signalbox.common.plan;

import java.util.List;

/** What reading a plan gave: a plan with warnings, or every reason why it is none. */
public sealed interface PlanReading {

  /** The problems found; only warnings when the plan is valid. */
  List<Problem> problems();

  /** The document is a plan. */
  record Valid(Plan plan, List<Problem> problems) implements PlanReading {
    public Valid {
      problems = List.copyOf(problems);
    }
  }

  /** The document is not a plan; at least one problem is an error. */
  record Invalid(List<Problem> problems) implements PlanReading {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
