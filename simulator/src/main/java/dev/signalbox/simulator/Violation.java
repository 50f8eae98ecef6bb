package dev.signalbox.simulator;

/** An invariant does not hold; the text starts with its name. */
final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Violation(String what) {
    super(what);
  }

  /** The same, with where to look and how to see it again. */
  Violation in(long seed, History history) {
    Violation located =
        new Violation(
            getMessage()
                + "\nseed "
                + seed
                + "; again: mvn -pl simulator -am verify -Dsignalbox.simulation.seed="
                + seed
                + "\nthe last that happened:\n  "
                + String.join("\n  ", history.newest()));
    located.initCause(this);
    return located;
  }
}
