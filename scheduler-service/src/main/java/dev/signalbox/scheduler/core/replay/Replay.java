package dev.signalbox.scheduler.core.replay;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.RepositoryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does again what a recording says was done, with fresh cores, and compares what they say. */
public final class Replay {
  private final LineCodec codec = new LineCodec();
  private final Map<Long, RecordedCore> cores = new HashMap<>();
  private final Set<RepositoryId> repositories = new HashSet<>();
  private @Nullable RecordedFleet fleet;
  private Answer answer = Answer.NOTHING;
  private long inputs;
  private long decisions;

  /** What was said then and what is said now to the same call. */
  public record Difference(String expected, String got) {}

  /**
   * Takes the next line.
   *
   * @return what is different now, if anything is; the lines after it mean nothing any more
   * @throws IllegalArgumentException when it is no line of a recording
   */
  public Optional<Difference> take(String line) {
    LineCodec.Read read = codec.read(line);
    answer = Answer.NOTHING;
    repeat(read.call());
    String got = codec.text(answer);
    return got.equals(read.answer())
        ? Optional.empty()
        : Optional.of(new Difference(read.answer(), got));
  }

  /** How many inputs were applied. */
  public long inputs() {
    return inputs;
  }

  /** How many decisions were made. */
  public long decisions() {
    return decisions;
  }

  public int repositories() {
    return repositories.size();
  }

  private void repeat(Recorded call) {
    switch (call) {
      case Recorded.Begun begun -> begin(begun);
      case Recorded.Opened opened -> {
        repositories.add(opened.repository());
        cores.put(opened.core(), fleet().open(opened.repository()));
      }
      case Recorded.Regained given -> core(given.core()).restore(given.saved(), given.accepted());
      case Recorded.Remembered given -> core(given.core()).remember(given.lessons());
      case Recorded.Restored given -> {
        RecordedCore core = core(given.core());
        attempt(() -> core.restore(given.saved(), given.at()));
      }
      case Recorded.Applied given -> apply(given);
      case Recorded.Decided given -> decide(given);
      case Recorded.Abandoned given -> {
        core(given.core()).abandon();
        cores.remove(given.core());
      }
      case Recorded.WorkerHeard heard -> fleet().heard(heard.beat(), heard.at());
      case Recorded.WorkerLeft left -> fleet().left(left.left());
      case Recorded.WorkersExpired expired -> fleet().expire(expired.at());
      case Recorded.LeasesRestarted restarted -> fleet().restartLeases(restarted.at());
    }
  }

  private void begin(Recorded.Begun begun) {
    if (begun.format() != Recorded.Begun.FORMAT) {
      throw new IllegalArgumentException("written by another version: format " + begun.format());
    }
    cores.clear();
    fleet =
        new RecordedFleet(
            begun.policies(), begun.buffer(), begun.assumedLease(), (call, said) -> answer = said);
  }

  private void apply(Recorded.Applied given) {
    RecordedCore core = core(given.core());
    inputs++;
    attempt(() -> core.apply(given.input(), given.at()));
    core.takeChanges();
  }

  private void decide(Recorded.Decided given) {
    RecordedCore core = core(given.core());
    decisions++;
    Iterator<FencingToken> tokens = given.tokens().iterator();
    attempt(() -> core.decide(given.at(), tokens::next));
    core.takeChanges();
  }

  /** A failure is an answer like another: it is taken down before it comes here. */
  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException failed) {
      answer = new Answer(List.of(), List.of(), true);
    }
  }

  private RecordedCore core(long number) {
    RecordedCore core = cores.get(number);
    if (core == null) {
      throw new IllegalArgumentException("there is no core " + number);
    }
    return core;
  }

  private RecordedFleet fleet() {
    if (fleet == null) {
      throw new IllegalArgumentException("it does not begin with its policies");
    }
    return fleet;
  }
}
