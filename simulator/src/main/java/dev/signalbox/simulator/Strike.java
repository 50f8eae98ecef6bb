package dev.signalbox.simulator;

import java.time.Duration;

/** What befalls a worker at some point. */
sealed interface Strike {

  /** Nothing. */
  record None() implements Strike {}

  /** It stops, and goes on where it was. */
  record Pause(Duration length) implements Strike {}

  /** It dies, and another start of it comes later. */
  record Death(Duration until) implements Strike {}
}
