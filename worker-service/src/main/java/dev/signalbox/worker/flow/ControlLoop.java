package dev.signalbox.worker.flow;

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
  private volatile boolean ended;

  ControlLoop(Supplier<ControlReader> readers, RunningAttempts attempts) {
    this.readers = readers;
    this.attempts = attempts;
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
        switch (control) {
          case Control.Stop stop -> attempts.stop(stop.attempt(), stop.reason());
          case Control.HandIn done -> attempts.handIn(done.attempt());
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
