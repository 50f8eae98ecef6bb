package dev.signalbox.simulator;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.core.fleet.Fleet;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.Policies;
import dev.signalbox.scheduler.core.schedule.Saved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One start of a scheduler: takes over, then turns what came into batches, as the service does. */
final class SchedulerProcess {
  private static final Duration SOON = Duration.ofMillis(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration AFTER_ERROR = Duration.ofMillis(500);
  private static final Duration ASLEEP = Duration.ofSeconds(2);
  private static final Duration SESSION = Duration.ofSeconds(10);
  private static final Duration ASSUMED_LEASE = Duration.ofSeconds(90);
  private static final int BUFFER = 1;

  /** Its plans are small, and in a good order soon. */
  private static final Policies POLICIES = Policies.DEFAULTS.withForesight(2_000);

  final String name;
  private final World world;
  private final Fleet fleet = new Fleet(BUFFER, ASSUMED_LEASE);
  private final OutboxSender sender;
  private final List<AttemptRef> answered = new ArrayList<>();
  private Core core;
  private Decisions decisions;
  private long epoch;
  private int workersRead;
  private long submissionsOffset;
  private long eventsOffset;
  private boolean alive = true;
  private boolean paused;
  private boolean woken;
  private long alarms;
  private boolean stale;
  private Duration skew = Duration.ZERO;
  private Instant undisturbed = Instant.MAX;

  SchedulerProcess(World world, String name) {
    this.world = world;
    this.name = name;
    this.sender = new OutboxSender(world, this);
    this.core = world.parts.core().with(POLICIES, fleet);
    this.decisions = new Decisions(world, this, core, fleet);
  }

  boolean isAlive() {
    return alive;
  }

  boolean isPaused() {
    return paused;
  }

  Fleet fleet() {
    return fleet;
  }

  Core core() {
    return core;
  }

  /** Takes over, and hears once more of every worker that ever showed itself. */
  void start() {
    epoch = world.store.takeOver();
    world.history.note(name + " takes over as epoch " + epoch);
    hearPast();
    load();
    fleet.restartLeases(now());
    wake();
  }

  void kill() {
    world.history.note(name + " dies");
    alive = false;
  }

  /** Stops, and goes on later as if nothing had been. */
  void pause(Duration length) {
    disturb();
    paused = true;
    world.history.note(name + " pauses for " + length);
    world.timeline.after(
        length,
        () -> {
          paused = false;
          sender.resume();
          wake();
        });
  }

  /** Its clock is set. */
  void setClock(Duration ahead) {
    disturb();
    skew = ahead;
    wake();
  }

  /** Takes a turn soon. */
  void wake() {
    if (!woken) {
      woken = true;
      world.timeline.after(stale ? AFTER_ERROR : SOON, this::turnOnce);
    }
  }

  /** The lock-service closed the claim. */
  void revoked(AttemptRef attempt) {
    if (alive) {
      answered.add(attempt);
      wake();
    }
  }

  Instant now() {
    return world.timeline.now().plus(skew);
  }

  private void disturb() {
    if (undisturbed.equals(Instant.MAX)) {
      undisturbed = now();
    }
  }

  private void turnOnce() {
    woken = false;
    if (alive && !paused) {
      turn();
      wakeInTime();
    }
  }

  /** Only the newest alarm rings. */
  private void wakeInTime() {
    Duration wait =
        core.nextTimer().map(timer -> Duration.between(now(), timer)).orElse(LONGEST_WAIT);
    Duration atMost = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    long alarm = ++alarms;
    world.timeline.after(
        atMost.isNegative() ? Duration.ZERO : atMost,
        () -> {
          if (alarm == alarms) {
            wake();
          }
        });
  }

  private void turn() {
    if (stale) {
      reload();
      return;
    }
    boolean slept = slept();
    if (slept && world.parts.noticesSleep()) {
      fleet.restartLeases(now());
      core.apply(new Input.Awoke(), now());
    }
    read();
    decisions.passTime(!slept || !world.parts.noticesSleep());
    finish();
  }

  private boolean slept() {
    boolean slept = Duration.between(undisturbed, now()).compareTo(ASLEEP) > 0;
    undisturbed = Instant.MAX;
    return slept;
  }

  private void read() {
    Broker broker = world.broker;
    decisions.submitted(
        broker.submissions.subList((int) submissionsOffset, broker.submissions.size()));
    submissionsOffset = broker.submissions.size();
    decisions.happened(broker.events.subList((int) eventsOffset, broker.events.size()));
    eventsOffset = broker.events.size();
    while (workersRead < broker.workers.size()) {
      decisions.heard(broker.workers.get(workersRead++));
    }
    answered.forEach(decisions::revoked);
    answered.clear();
  }

  private void finish() {
    decisions.decide();
    Ending ending = decisions.commit(epoch, submissionsOffset, eventsOffset);
    switch (ending) {
      case Ending.Done done -> send(done.outgoing());
      case Ending.Failed _ -> stale = true;
      case Ending.NotOwner _ -> kill();
    }
    decisions = new Decisions(world, this, core, fleet);
  }

  private void send(List<Store.Outgoing> outgoing) {
    switch (outgoing.isEmpty() ? new Strike.None() : world.mischief.beforeSending()) {
      case Strike.None _ -> sender.send(outgoing);
      case Strike.Pause pause -> {
        pause(pause.length());
        sender.send(outgoing);
        world.timeline.after(SESSION, world::takeOver);
      }
      case Strike.Death death -> {
        kill();
        world.timeline.after(death.until(), world::takeOverIfDead);
      }
    }
  }

  /** Memory may be ahead of what is stored. */
  private void reload() {
    if (!world.store.isOwnedBy(epoch)) {
      kill();
      return;
    }
    world.history.note(name + " loads again");
    core.abandon();
    stale = false;
    core = world.parts.core().with(POLICIES, fleet);
    decisions = new Decisions(world, this, core, fleet);
    load();
  }

  private void load() {
    submissionsOffset = world.store.submissionsOffset;
    eventsOffset = world.store.eventsOffset;
    sender.send(world.store.unsent());
    core.restore(world.store.repository(), world.store.plans().size());
    for (Saved saved : world.store.open()) {
      decisions.tell(core.restore(saved, now()));
    }
    finish();
  }

  /** The topic keeps the newest message of each worker. */
  private void hearPast() {
    Map<String, WorkerMessage> newest = new LinkedHashMap<>();
    world.broker.workers.forEach(message -> newest.put(message.worker().value(), message));
    workersRead = world.broker.workers.size();
    newest.values().forEach(decisions::heard);
  }
}
