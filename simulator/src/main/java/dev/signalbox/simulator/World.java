package dev.signalbox.simulator;

import dev.signalbox.common.id.RepositoryId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Everything there is in a run, wired. */
final class World {
  static final RepositoryId REPOSITORY = new RepositoryId("/repositories/simulated/.git");

  final Timeline timeline = new Timeline();
  final History history = new History(timeline);
  final Mischief mischief;
  final Duration claimTtl;
  final Broker broker;
  final Repository repository;
  final Locks locks;
  final Store store;
  final Dashboard dashboard;
  final Safety safety;
  final List<WorkerProcess> workers = new ArrayList<>();
  final Parts parts;
  private final List<SchedulerProcess> schedulers = new ArrayList<>();
  private long ids;

  World(Mischief mischief, Parts parts, Duration claimTtl) {
    this.mischief = mischief;
    this.parts = parts;
    this.claimTtl = claimTtl;
    this.broker = new Broker(timeline, mischief);
    this.repository = parts.repository().get();
    this.locks = parts.locks().with(this);
    this.store = parts.store().get();
    this.dashboard = parts.dashboard().get();
    this.safety = new Safety(this);
    broker.onArrival(() -> schedulers.forEach(SchedulerProcess::wake));
  }

  /** The newest scheduler, which owns the repository. */
  SchedulerProcess scheduler() {
    return schedulers.getLast();
  }

  /** Another scheduler takes over; the former ones do not hear of it. */
  SchedulerProcess takeOver() {
    SchedulerProcess next = new SchedulerProcess(this, "s" + (schedulers.size() + 1));
    schedulers.removeIf(former -> !former.isAlive());
    schedulers.add(next);
    next.start();
    return next;
  }

  void takeOverIfDead() {
    if (!scheduler().isAlive()) {
      takeOver();
    }
  }

  WorkerProcess hire(WorkerProcess worker) {
    workers.add(worker);
    worker.start();
    return worker;
  }

  UUID nextId() {
    return new UUID(7, ++ids);
  }
}
