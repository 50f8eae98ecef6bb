package dev.signalbox.simulator;

import dev.signalbox.scheduler.core.replay.Replay;
import java.util.Optional;

/** What a scheduler recorded, decided again line by line. */
public final class RecordedRun {
  private final Replay replay = new Replay();
  private long lines;

  /**
   * Where the core says something else than it said.
   *
   * @param line from 1
   */
  public record Difference(long line, String expected, String got) {}

  /** What was done again so far. */
  public record Sums(long lines, long inputs, long decisions, int repositories) {}

  /**
   * Takes the next line.
   *
   * @throws IllegalArgumentException when it is no line of a recording
   */
  public Optional<Difference> take(String line) {
    lines++;
    return replay.take(line).map(found -> new Difference(lines, found.expected(), found.got()));
  }

  public Sums sums() {
    return new Sums(lines, replay.inputs(), replay.decisions(), replay.repositories());
  }
}
