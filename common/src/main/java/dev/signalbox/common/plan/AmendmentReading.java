package dev.signalbox.common.plan;

import java.util.List;

/** What reading an amendment gave: what it adds, or every reason why it cannot be added. */
public sealed interface AmendmentReading {

  /** It may be added; it is empty when the plan has all of it. */
  record Valid(Amendment amendment) implements AmendmentReading {}

  /** It may not; at least one problem is an error. */
  record Invalid(List<Problem> problems) implements AmendmentReading {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }
}
