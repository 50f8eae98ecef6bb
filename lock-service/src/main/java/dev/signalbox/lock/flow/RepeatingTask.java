package dev.signalbox.lock.flow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does one thing again and again on a thread of its own, whatever it throws, until it is stopped.
 */
abstract class RepeatingTask implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatingTask.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final Duration pauseAfterFailure;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  RepeatingTask(String name, Duration pauseAfterFailure) {
    this.name = name;
    this.pauseAfterFailure = pauseAfterFailure;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::repeat);
  }

  /** One round, which may wait for work; an interrupt ends it. */
  abstract void round() throws Exception;

  /** Waits for that long; false when the task is to end. */
  final boolean pause(Duration duration) throws InterruptedException {
    return !stop.await(duration.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() {
    stop.countDown();
    thread.interrupt();
    try {
      if (!thread.join(STOP_LIMIT)) {
        LOG.warn("{} does not stop", name);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return thread.isAlive();
  }

  private void repeat() {
    try {
      boolean on = true;
      while (on) {
        on = attempt() ? stop.getCount() > 0 : pause(pauseAfterFailure);
      }
    } catch (InterruptedException stopped) {
      LOG.debug("{} stopped", name);
    }
  }

  private boolean attempt() throws InterruptedException {
    try {
      round();
      return true;
    } catch (InterruptedException stopped) {
      throw stopped;
    } catch (Exception failure) {
      LOG.warn("{} failed and will be tried again", name, failure);
      return false;
    }
  }
}
