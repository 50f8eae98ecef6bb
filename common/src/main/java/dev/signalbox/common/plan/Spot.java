package dev.signalbox.common.plan;

import org.snakeyaml.engine.v2.events.Event;

/** A line and a column of a text, both from 1. */
record Spot(int line, int column) {
  static final Spot NONE = new Spot(0, 0);
  static final Spot START = new Spot(1, 1);

  static Spot of(Event event) {
    return event
        .getStartMark()
        .map(mark -> new Spot(mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(NONE);
  }
}
