package dev.signalbox.worker.flow;

import dev.signalbox.common.message.WorkerMessage.Allowance;
import dev.signalbox.worker.core.scaling.Reading;
import dev.signalbox.worker.core.scaling.SlotAllowance;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets as many slots take work as the machine bears, and none while the worker drains. What runs is
 * left alone.
 */
public final class SlotGate {

  private static final long REST_MILLIS = 500;

  private final int slots;
  private final Set<Integer> taking = new HashSet<>();
  private final Set<Integer> working = new HashSet<>();
  private SlotAllowance allowance;
  private Reading reading = Reading.UNKNOWN;
  private @Nullable String draining;
  private boolean ending;
  private Runnable changed = () -> {};

  /** How many slots the worker offers now, and why. */
  record Offer(int slots, Allowance allowance, Reading reading) {}

  public SlotGate(int slots) {
    this.slots = slots;
    this.allowance = SlotAllowance.all(slots);
  }

  /**
   * Tells when the offer changed.
   *
   * @param listener must not block
   */
  synchronized void onChange(Runnable listener) {
    changed = listener;
  }

  /** Whether the slot may ask for work now; then it counts as one that does. */
  synchronized boolean enter(int slot) {
    taking.remove(slot);
    boolean open = draining == null && taking.size() < room();
    if (open) {
      taking.add(slot);
    }
    return open;
  }

  /** Whether a slot that asked for work may begin what it got; then it counts as working. */
  synchronized boolean begin(int slot) {
    taking.remove(slot);
    boolean open = draining == null && room() > 0;
    if (open) {
      working.add(slot);
    }
    return open;
  }

  /** The slot does not ask for work any more, and has none. */
  synchronized void leave(int slot) {
    taking.remove(slot);
    working.remove(slot);
    notifyAll();
  }

  /** Waits a while, or until something changed. */
  synchronized void rest() throws InterruptedException {
    wait(REST_MILLIS);
  }

  /** From now on so many slots may be used. */
  synchronized void allow(SlotAllowance allowed, Reading read) {
    boolean other = !allowed.equals(allowance);
    allowance = allowed;
    reading = read;
    if (other) {
      notifyAll();
      changed.run();
    }
  }

  /** Takes nothing new until it is told otherwise. */
  synchronized void drain(String reason) {
    draining = reason;
    changed.run();
  }

  /** Takes nothing new ever again. */
  synchronized void end(String reason) {
    ending = true;
    drain(reason);
  }

  /** Takes work again, unless it ends. */
  synchronized void resume() {
    draining = ending ? draining : null;
    notifyAll();
    changed.run();
  }

  synchronized boolean isDraining() {
    return draining != null;
  }

  /** What the worker says of its slots; never fewer than are in use. */
  synchronized Offer offer() {
    int running = working.size();
    int offered = draining == null ? allowance.offered(running) : 0;
    String reason = draining == null ? allowance.reason() : draining;
    return new Offer(
        Math.min(slots, Math.max(offered, running)),
        new Allowance(allowance.ceiling(), reason, draining != null, reading.memoryFreeBytes()),
        reading);
  }

  private int room() {
    return allowance.offered(working.size()) - working.size();
  }
}
