package dev.signalbox.scheduler.core.fleet;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.WaitReason;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.common.plan.Limits;
import dev.signalbox.common.plan.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The workers that live, as their heartbeats say, and how many attempts are out with them. What is
 * published cannot be re-ordered any more, so no more is out than there are slots and a small
 * buffer.
 */
public final class Fleet {
  private final int buffer;
  private final Duration assumedLease;
  private final Map<WorkerId, Member> members = new TreeMap<>();
  private final Map<Lane, Offer> offers = new HashMap<>();
  private final Map<Lane, Integer> outOnLane = new HashMap<>();
  private final Map<Priority, Integer> outOfClass = new EnumMap<>(Priority.class);
  private final Map<WorkerId, Start> starts = new HashMap<>();
  private int out;
  private Offer inAll = new Offer(0, Load.none(0));

  /** What some of the workers offer together. */
  private record Offer(int slots, Load load) {
    static Offer of(Collection<Member> members) {
      List<Member> counting = members.stream().filter(Member::counts).toList();
      int slots = counting.stream().mapToInt(Member::slots).sum();
      return new Offer(slots, counting.stream().map(Member::load).reduce(Load.none(0), Load::and));
    }

    /** Why there are no more than these slots. */
    WaitReason limit(int out) {
      return slots < load.capacity()
          ? new WaitReason.Pressure(load.cpu(), load.memory(), slots, load.capacity(), load.why())
          : new WaitReason.NoFreeSlot(out, slots);
    }
  }

  /** A start of a worker and its first heartbeat that was heard. */
  private record Start(UUID instance, Instant at) {}

  /**
   * @param buffer how many attempts may be out beyond the slots
   * @param assumedLease of a worker that is known only by the attempts it holds
   */
  public Fleet(int buffer, Duration assumedLease) {
    this.buffer = buffer;
    this.assumedLease = assumedLease;
  }

  /** One worker of that many slots and no skills that never dies; for simulations. */
  public static Fleet of(int slots) {
    Fleet fleet = new Fleet(0, Duration.ofDays(1));
    fleet.members.put(new WorkerId("only"), Member.everlasting(slots));
    fleet.recount();
    return fleet;
  }

  /** Whether a heartbeat proves that its worker lives now, and is not one from the past. */
  public static boolean isFresh(WorkerMessage.Heartbeat beat, Instant now) {
    return !beat.at().plus(beat.lease()).isBefore(now);
  }

  /** A sign of life; says when it shows that an earlier start of the worker is dead. */
  public Optional<Silenced> heard(WorkerMessage.Heartbeat beat, Instant now) {
    Member before = members.get(beat.worker());
    members.put(beat.worker(), Member.of(beat, now, isFresh(beat, now)));
    Start start = starts.get(beat.worker());
    if (start == null || !start.instance().equals(beat.instance())) {
      starts.put(beat.worker(), new Start(beat.instance(), beat.at()));
    }
    recount();
    boolean restarted = before != null && before.isOtherStartThan(beat.instance());
    return restarted
        ? Optional.of(new Silenced(beat.worker(), Set.copyOf(beat.running()), beat.at()))
        : Optional.empty();
  }

  /** A worker says that it leaves; it holds nothing any more. */
  public Optional<Silenced> left(WorkerMessage.Left message) {
    Member before = members.get(message.worker());
    if (before == null || (before.isKnown() && before.isOtherStartThan(message.instance()))) {
      return Optional.empty();
    }
    members.remove(message.worker());
    recount();
    return Optional.of(new Silenced(message.worker(), Set.of(), message.at()));
  }

  /**
   * A worker is known from attempts that it holds: it gets a lease to show itself. One that has
   * shown itself before the attempts were known must do so again, because its start since then may
   * be another than theirs: its next heartbeat says what it really holds.
   */
  public void expect(WorkerId worker, Instant now) {
    Member before = members.get(worker);
    members.put(worker, before == null ? Member.expected(now, assumedLease) : before.unproven());
  }

  /**
   * A worker held an attempt at that time. When its present start was heard of only later, the
   * attempt may be a former start's: the next heartbeat must say what it really holds.
   */
  public void held(WorkerId worker, Instant at) {
    Start start = starts.get(worker);
    Member member = members.get(worker);
    if (start != null && member != null && at.isBefore(start.at())) {
      members.put(worker, member.unproven());
    }
  }

  /** Every lease starts anew: after a takeover, or when this process was asleep. */
  public void restartLeases(Instant now) {
    members.replaceAll((worker, member) -> member.heardAt(now));
  }

  /** Removes the workers whose lease ran out. */
  public List<Silenced> expire(Instant now) {
    List<Silenced> dead = new ArrayList<>();
    members.forEach((worker, member) -> {
      if (member.isExpired(now)) {
        dead.add(new Silenced(worker, Set.of(), now));
      }
    });
    dead.forEach(silenced -> members.remove(silenced.worker()));
    if (!dead.isEmpty()) {
      recount();
    }
    return dead;
  }

  /** Why nothing more may be published on the lane now. */
  public Optional<WaitReason> limit(Lane lane) {
    Offer here = offer(lane);
    if (here.load().capacity() == 0) {
      return Optional.of(new WaitReason.NoWorker(lane.name()));
    }
    int outHere = out(lane);
    if (here.slots() == 0 || outHere >= here.slots() + buffer) {
      return Optional.of(here.limit(outHere));
    }
    return out >= inAll.slots() + buffer ? Optional.of(inAll.limit(out)) : Optional.empty();
  }

  /** Why a plan may have no more attempts out than it has, by its own limits. */
  public Optional<WaitReason> limit(Limits limits, int outOfPlan) {
    return new PlanPressure(limits).of(members.values(), inAll.load(), outOfPlan);
  }

  /** An attempt went out on the lane. */
  public void take(Lane lane, Priority priority) {
    outOnLane.merge(lane, 1, Integer::sum);
    outOfClass.merge(priority, 1, Integer::sum);
    out++;
  }

  /** An attempt on the lane is over. */
  public void give(Lane lane, Priority priority) {
    outOnLane.merge(lane, -1, Integer::sum);
    outOfClass.merge(priority, -1, Integer::sum);
    out--;
  }

  public int slots() {
    return inAll.slots();
  }

  /** The slots of the workers that serve the lane. */
  public int slots(Lane lane) {
    return offer(lane).slots();
  }

  /** How many attempts would have no slot if so many more were out. */
  public int missing(int more) {
    return Math.max(0, out + more - slots());
  }

  /** The same on a lane. */
  public int missing(Lane lane, int more) {
    return Math.max(0, out(lane) + more - slots(lane));
  }

  /** How many of a class are. */
  public int out(Priority priority) {
    return outOfClass.getOrDefault(priority, 0);
  }

  /** How many on a lane are. */
  public int out(Lane lane) {
    return outOnLane.getOrDefault(lane, 0);
  }

  /** How many attempts are published and not over. */
  public int out() {
    return out;
  }

  /** Every worker that counts, by name. */
  public List<WorkerView> workers() {
    return members.entrySet().stream()
        .filter(entry -> entry.getValue().counts())
        .map(entry -> entry.getValue().view(entry.getKey()))
        .toList();
  }

  private Offer offer(Lane lane) {
    return offers.computeIfAbsent(
        lane,
        any -> Offer.of(members.values().stream().filter(member -> member.serves(lane)).toList()));
  }

  private void recount() {
    offers.clear();
    inAll = Offer.of(members.values());
  }
}
