package dev.signalbox.simulator;

import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.scheduler.core.schedule.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A worker with its slots. It can die and start again, and stop and go on. */
final class WorkerProcess {
  static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration BEAT = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofMillis(250);

  final WorkerId id;
  final World world;
  private final List<String> skills;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Runnable> parked = new ArrayList<>();
  private UUID instance = new UUID(0, 0);
  private long start;
  private boolean alive;
  private int pauses;
  private boolean beatPending;
  private Duration skew = Duration.ZERO;
  private Duration slept = Duration.ZERO;
  private Instant awakeSince = Instant.MAX;

  /** A place for one attempt; its last commit stays on disk when the worker dies. */
  final class Slot implements Lane.Reader {
    @Nullable Session session;
    @Nullable AttemptRef worked;
    @Nullable String head;

    @Override
    public boolean isFree() {
      return alive && pauses == 0 && session == null;
    }

    @Override
    public void take(Lane.Delivery delivery) {
      Session taken = new Session(WorkerProcess.this, this, delivery);
      session = taken;
      beatSoon();
      taken.begin();
    }

    void done() {
      session = null;
      beatSoon();
      later(Duration.ZERO, world.broker::handOut);
    }

    void committed(AttemptRef attempt, String commit) {
      worked = attempt;
      head = commit;
    }

    private void preserve() {
      AttemptRef attempt = worked;
      String commit = head;
      if (attempt != null && commit != null) {
        world.repository.preserve(attempt, commit);
      }
      head = null;
    }
  }

  WorkerProcess(World world, String name, int slots, List<String> skills) {
    this.world = world;
    this.id = new WorkerId(name);
    this.skills = skills;
    for (int slot = 0; slot < slots; slot++) {
      this.slots.add(new Slot());
    }
  }

  /** Keeps what a former start left in its slots, and asks for work. */
  void start() {
    alive = true;
    awakeSince = world.timeline.now();
    start++;
    instance = world.nextId();
    world.history.note(id + " starts");
    slots.forEach(Slot::preserve);
    beatOn();
    lanes().forEach(lane -> slots.forEach(lane::join));
  }

  void kill(Duration until) {
    if (!alive) {
      return;
    }
    world.history.note(id + " dies");
    alive = false;
    start++;
    beatPending = false;
    parked.clear();
    pauses = 0;
    lanes().forEach(lane -> slots.forEach(lane::leave));
    slots.forEach(slot -> slot.session = null);
    world.timeline.after(until, this::start);
  }

  /** Stops as a whole; its monotonic clock stands still only when the machine sleeps. */
  void pause(Duration length, boolean machine) {
    if (!alive) {
      return;
    }
    long paused = start;
    pauses++;
    world.history.note(id + " pauses for " + length);
    world.timeline.after(
        length,
        () -> {
          slept = machine ? slept.plus(length) : slept;
          if (paused == start && --pauses == 0) {
            resume();
          }
        });
  }

  void setClock(Duration ahead) {
    skew = ahead;
  }

  void strike(Strike strike) {
    switch (strike) {
      case Strike.None _ -> {}
      case Strike.Pause pause -> pause(pause.length(), false);
      case Strike.Death death -> kill(death.until());
    }
  }

  boolean isAwake() {
    return alive && pauses == 0;
  }

  /** Since when nothing has kept it from showing itself. */
  Instant awakeSince() {
    return awakeSince;
  }

  /** Its wall clock. */
  Instant wall() {
    return world.timeline.now().plus(skew);
  }

  /** Its monotonic clock. */
  long nanos() {
    return Duration.between(Timeline.START, world.timeline.now()).minus(slept).toNanos();
  }

  /** Something this start of the worker does after a while, or when it wakes. */
  void later(Duration wait, Runnable action) {
    long planned = start;
    world.timeline.after(
        wait,
        () -> {
          if (planned == start && pauses > 0) {
            parked.add(action);
          } else if (planned == start && alive) {
            action.run();
          }
        });
  }

  void told(Effect.StopAttempt stop) {
    later(world.mischief.latency(Link.CONTROLS), () -> stopAttempt(stop));
  }

  /** The commits that lie in its slots. */
  List<String> heads() {
    return slots.stream().map(slot -> slot.head).filter(Objects::nonNull).toList();
  }

  List<Session> sessions() {
    return slots.stream().map(slot -> slot.session).filter(Objects::nonNull).toList();
  }

  private void stopAttempt(Effect.StopAttempt stop) {
    for (Session session : sessions()) {
      if (session.attempt().token().equals(stop.attempt().token())) {
        session.stop(stop.reason());
      }
    }
  }

  private void resume() {
    world.history.note(id + " goes on");
    awakeSince = world.timeline.now();
    List<Runnable> due = List.copyOf(parked);
    parked.clear();
    due.forEach(action -> later(Duration.ZERO, action));
    later(Duration.ZERO, world.broker::handOut);
  }

  private void beatOn() {
    beat();
    later(BEAT, this::beatOn);
  }

  private void beatSoon() {
    if (!beatPending) {
      beatPending = true;
      later(SOON, this::beat);
    }
  }

  private void beat() {
    beatPending = false;
    List<AttemptRef> running = sessions().stream().map(Session::attempt).toList();
    world.broker.beat(
        new WorkerMessage.Heartbeat(
            world.nextId(),
            wall(),
            id,
            instance,
            "host",
            1,
            slots.size(),
            slots.size(),
            skills,
            running,
            LEASE,
            -1,
            -1,
            0,
            WorkerMessage.Allowance.unlimited(slots.size()),
            WorkerMessage.Profile.PLAIN));
  }

  private List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>();
    lanes.add(world.broker.lane("default"));
    skills.forEach(skill -> lanes.add(world.broker.lane(skill)));
    return lanes;
  }
}
