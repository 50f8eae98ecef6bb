package dev.signalbox.worker.flow;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Control;
import dev.signalbox.worker.adapter.kafka.ControlReader;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Obeys what the scheduler says about this worker's attempts. */
final class ControlLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final Supplier<ControlReader> readers;
  private final RunningAttempts attempts;
  private final WorkerId self;
  private final SlotGate gate;
  private volatile boolean ended;

  ControlLoop(
      Supplier<ControlReader> readers, RunningAttempts attempts, WorkerId self, SlotGate gate) {
    this.readers = readers;
    this.attempts = attempts;
    this.self = self;
    this.gate = gate;
  }

  void end() {
    ended = true;
  }

  @Override
  public void run() {
    while (!ended) {
      try (ControlReader reader = readers.get()) {
        reader.start();
        obey(reader);
      } catch (RuntimeException failure) {
        LOG.error("controls are read anew", failure);
        pause();
      }
    }
  }

  private void obey(ControlReader reader) {
    while (!ended) {
      for (Control control : reader.poll(POLL)) {
        obey(control);
      }
    }
  }

  private void obey(Control control) {
    switch (control) {
      case Control.Stop stop -> attempts.stop(stop.attempt(), stop.reason());
      case Control.HandIn done -> attempts.handIn(done.attempt());
      case Control.Drain drain -> {
        if (drain.worker().equals(self)) {
          LOG.info("takes no more work: {}", drain.reason());
          gate.drain(drain.reason().isBlank() ? "it drains" : "it drains: " + drain.reason());
        }
      }
      case Control.Resume resume -> {
        if (resume.worker().equals(self)) {
          LOG.info("takes work again");
          gate.resume();
        }
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException interrupted) {
      ended = true;
      Thread.currentThread().interrupt();
    }
  }
}
