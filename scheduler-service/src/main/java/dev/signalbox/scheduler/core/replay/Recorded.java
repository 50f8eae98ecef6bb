package dev.signalbox.scheduler.core.replay;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.core.learning.Lesson;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.scheduler.core.schedule.Saved;
import dev.signalbox.scheduler.core.schedule.SavedRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A call that changed the fleet or the core of a repository. Cores are numbered from 1. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
public sealed interface Recorded {

  /** A process began, with no core yet and a fleet of nobody. */
  record Begun(int format, Policies policies, int buffer, Duration assumedLease)
      implements Recorded {
    /** Of the lines that this version writes and reads. */
    static final int FORMAT = 1;
  }

  /** There is one core more. */
  record Opened(long core, RepositoryId repository) implements Recorded {}

  /** A core took up what was saved of its repository. */
  record Regained(long core, SavedRepository saved, long accepted) implements Recorded {}

  /** A core took up what was learned. */
  record Remembered(long core, List<Lesson> lessons) implements Recorded {
    public Remembered {
      lessons = List.copyOf(lessons);
    }
  }

  /** A core took up a saved plan. */
  record Restored(long core, Saved saved, Instant at) implements Recorded {}

  /** A core was given an input. */
  record Applied(long core, Input input, Instant at) implements Recorded {}

  /**
   * A core decided.
   *
   * @param tokens those that it took
   */
  record Decided(long core, Instant at, List<FencingToken> tokens) implements Recorded {
    public Decided {
      tokens = List.copyOf(tokens);
    }
  }

  /** A core gave back what it held of the fleet. */
  record Abandoned(long core) implements Recorded {}

  /** The fleet heard a worker. */
  record WorkerHeard(WorkerMessage.Heartbeat beat, Instant at) implements Recorded {}

  /** The fleet heard that a worker leaves. */
  record WorkerLeft(WorkerMessage.Left left) implements Recorded {}

  /** The fleet lost workers that were silent. */
  record WorkersExpired(Instant at) implements Recorded {}

  /** The fleet began all leases anew. */
  record LeasesRestarted(Instant at) implements Recorded {}
}
