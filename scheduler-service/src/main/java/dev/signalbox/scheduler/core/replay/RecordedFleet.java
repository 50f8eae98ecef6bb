package dev.signalbox.scheduler.core.replay;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.fleet.Silenced;
import dev.signalbox.scheduler.core.fleet.WorkerView;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.scheduler.core.schedule.RepositoryScheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The fleet and, through it, all cores of a process; whatever changes them is taken down. */
public final class RecordedFleet {
  private final Policies policies;
  private final Fleet fleet;
  private final Journal journal;
  private long cores;

  /**
   * @param buffer how many attempts may be out beyond the slots
   * @param assumedLease of a worker that is known only by the attempts it holds
   */
  public RecordedFleet(Policies policies, int buffer, Duration assumedLease, Journal journal) {
    this.policies = policies;
    this.fleet = new Fleet(buffer, assumedLease);
    this.journal = journal;
    Recorded begun = new Recorded.Begun(Recorded.Begun.FORMAT, policies, buffer, assumedLease);
    journal.note(begun, Answer.NOTHING);
  }

  /** A new core of a repository, with nothing in it. */
  public RecordedCore open(RepositoryId repository) {
    cores++;
    journal.note(new Recorded.Opened(cores, repository), Answer.NOTHING);
    return new RecordedCore(cores, new RepositoryScheduler(policies, fleet), journal);
  }

  /** As {@link Fleet#heard}. */
  public Optional<Silenced> heard(WorkerMessage.Heartbeat beat, Instant now) {
    Optional<Silenced> former = fleet.heard(beat, now);
    journal.note(new Recorded.WorkerHeard(beat, now), Answer.of(former.stream().toList()));
    return former;
  }

  /** As {@link Fleet#left}. */
  public Optional<Silenced> left(WorkerMessage.Left message) {
    Optional<Silenced> gone = fleet.left(message);
    journal.note(new Recorded.WorkerLeft(message), Answer.of(gone.stream().toList()));
    return gone;
  }

  /** As {@link Fleet#expire}; often asked, and worth no line while all live. */
  public List<Silenced> expire(Instant now) {
    List<Silenced> dead = fleet.expire(now);
    if (!dead.isEmpty()) {
      journal.note(new Recorded.WorkersExpired(now), Answer.of(dead));
    }
    return dead;
  }

  /** As {@link Fleet#restartLeases}. */
  public void restartLeases(Instant now) {
    fleet.restartLeases(now);
    journal.note(new Recorded.LeasesRestarted(now), Answer.NOTHING);
  }

  /** As {@link Fleet#workers}. */
  public List<WorkerView> workers() {
    return fleet.workers();
  }

  public int slots() {
    return fleet.slots();
  }

  /** How many attempts are published and not over. */
  public int out() {
    return fleet.out();
  }
}
