package dev.signalbox.dashboard.flow;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import dev.signalbox.dashboard.core.Cursor;
import dev.signalbox.dashboard.core.Live;
import dev.signalbox.dashboard.core.LiveFrame;
import dev.signalbox.dashboard.core.Pending;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open event stream. What changes while a frame is on its way is gathered, the last state of
 * each row wins; so a slow reader costs memory for rows, not for changes.
 */
final class LiveView {
  private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
  private static final long RECONNECT_MILLIS = 2000;

  private final SseEmitter emitter;
  private final BoardReader reader;
  private final Optional<PlanId> plan;
  private final LiveViews.Pace pace;
  private final InstantSource clock;
  private final Pending pending;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private boolean ended;

  LiveView(
      SseEmitter emitter,
      BoardReader reader,
      Optional<PlanId> plan,
      LiveViews.Pace pace,
      InstantSource clock) {
    this.emitter = emitter;
    this.reader = reader;
    this.plan = plan;
    this.pace = pace;
    this.clock = clock;
    this.pending = new Pending(plan, pace.backlog());
    emitter.onCompletion(this::end);
    emitter.onTimeout(this::end);
    emitter.onError(_ -> end());
  }

  void add(Live live) {
    lock.lock();
    try {
      pending.add(live);
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Sends until the reader goes away. */
  void serve(Optional<String> after) {
    try {
      catchUp(after);
      while (!await()) {
        sendWaiting();
        TimeUnit.NANOSECONDS.sleep(pace.interval().toNanos());
      }
      emitter.complete();
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("a live view went away: {}", gone.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      LOG.warn("a live view ended", failure);
      emitter.completeWithError(failure);
    }
  }

  /** This view was registered before, so what is committed from now on waits for it already. */
  private void catchUp(Optional<String> after) throws IOException {
    Optional<Cursor> from = after.flatMap(Cursor::parse);
    var missed = reader.changedSince(from, plan, pace.backlog());
    emitter.send(SseEmitter.event().reconnectTime(RECONNECT_MILLIS).comment("signalbox"));
    lock.lock();
    try {
      pending.startAt(missed.cursor());
    } finally {
      lock.unlock();
    }
    boolean unusable = after.isPresent() && (from.isEmpty() || missed.reset());
    if (unusable) {
      reset(missed.cursor());
    } else {
      send(new Pending.Waiting(missed.cursor(), missed.plans(), missed.tasks()));
    }
  }

  private void sendWaiting() throws IOException {
    boolean quiet;
    Optional<Pending.Waiting> waiting;
    Cursor cursor;
    lock.lock();
    try {
      quiet = !pending.isWaiting();
      waiting = pending.drain();
      cursor = pending.seen();
    } finally {
      lock.unlock();
    }
    if (quiet) {
      emitter.send(SseEmitter.event().comment("alive"));
    } else if (waiting.isEmpty()) {
      reset(cursor);
    } else {
      send(waiting.get());
    }
  }

  private void send(Pending.Waiting waiting) throws IOException {
    emitter.send(
        SseEmitter.event()
            .id(waiting.cursor().toString())
            .name("board")
            .data(LiveFrame.of(waiting, clock.instant()), MediaType.APPLICATION_JSON));
  }

  private void reset(Cursor cursor) throws IOException {
    emitter.send(SseEmitter.event().id(cursor.toString()).name("reset").data("{}"));
  }

  /** Waits for news or the time of a heartbeat; true when the view has ended. */
  private boolean await() throws InterruptedException {
    long left = pace.heartbeat().toNanos();
    lock.lock();
    try {
      while (!ended && !pending.isWaiting() && left > 0) {
        left = news.awaitNanos(left);
      }
      return ended;
    } finally {
      lock.unlock();
    }
  }
}
