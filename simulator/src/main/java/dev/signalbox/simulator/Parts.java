package dev.signalbox.simulator;

import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.schedule.Policies;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a world is made of; a test replaces one part by a broken one.
 *
 * @param noticesSleep whether a scheduler that slept restarts the leases it judges
 */
record Parts(
    CoreMaker core,
    LocksMaker locks,
    Supplier<Repository> repository,
    Supplier<Store> store,
    Supplier<Dashboard> dashboard,
    boolean noticesSleep) {

  /** Nothing new is granted for so long after claims were lost. */
  static final Duration RECOVERY = Duration.ofSeconds(30);

  /** Parts as they are. */
  static final Parts REAL =
      new Parts(
          Core::new,
          world -> new Locks(World.REPOSITORY, world.timeline, world.broker, RECOVERY),
          Repository::new,
          Store::new,
          Dashboard::new,
          true);

  /** Makes the core of a scheduler that starts. */
  interface CoreMaker {
    Core with(Policies policies, Fleet fleet);
  }

  /** Makes the lock-service. */
  interface LocksMaker {
    Locks with(World world);
  }
}
