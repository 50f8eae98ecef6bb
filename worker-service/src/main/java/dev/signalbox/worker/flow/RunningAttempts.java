package dev.signalbox.worker.flow;

import dev.signalbox.common.id.AttemptRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The attempts in this worker's slots; tells when they change. */
public final class RunningAttempts {

  private final Map<Integer, RunningAttempt> bySlot = new ConcurrentHashMap<>();
  private final Runnable changed;

  /**
   * @param changed called after each change, must not block
   */
  public RunningAttempts(Runnable changed) {
    this.changed = changed;
  }

  void begin(RunningAttempt attempt) {
    bySlot.put(attempt.slot(), attempt);
    changed.run();
  }

  void end(RunningAttempt attempt) {
    bySlot.remove(attempt.slot(), attempt);
    changed.run();
  }

  Collection<RunningAttempt> all() {
    return List.copyOf(bySlot.values());
  }

  /** Asks every slot that has the attempt to stop it. */
  void stop(AttemptRef attempt, String reason) {
    bySlot.values().stream()
        .filter(running -> running.attempt().token().equals(attempt.token()))
        .forEach(running -> running.stop(reason));
  }

  /** How many slots have one; people's attempts take none. */
  int busySlots() {
    return (int) bySlot.values().stream().filter(running -> !running.isPersons()).count();
  }

  /** Asks those to stop that wait for a person. */
  void stopPeople(String reason) {
    bySlot.values().stream()
        .filter(RunningAttempt::isPersons)
        .forEach(running -> running.stop(reason));
  }

  /** The person who works on the attempt is done. */
  void handIn(AttemptRef attempt) {
    bySlot.values().stream()
        .filter(running -> running.attempt().token().equals(attempt.token()))
        .forEach(RunningAttempt::handIn);
  }

  /** The attempts in hand, in the order of slots. */
  public List<AttemptRef> refs() {
    return bySlot.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(slot -> slot.getValue().attempt())
        .toList();
  }
}
