package dev.signalbox.dashboard.flow;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.dashboard.adapter.jooq.BoardReader;
import dev.signalbox.dashboard.core.Live;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** All live views: tells each what batches changed, and ends them with the service. */
public final class LiveViews implements SmartLifecycle {

  /**
   * How views are served.
   *
   * @param interval how often one is sent changes at most
   * @param heartbeat how long one is left without a sign of life
   * @param backlog how many rows may wait for one before it has to start over
   */
  public record Pace(Duration interval, Duration heartbeat, int backlog) {}

  private final BoardReader reader;
  private final Pace pace;
  private final InstantSource clock;
  private final Set<LiveView> views = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  public LiveViews(BoardReader reader, Pace pace, InstantSource clock) {
    this.reader = reader;
    this.pace = pace;
    this.clock = clock;
  }

  /** Tells all views what a stored batch changed. */
  public void publish(Live live) {
    views.forEach(view -> view.add(live));
  }

  /**
   * Opens a view.
   *
   * @param plan whose tasks are wanted; empty for all plans without tasks
   * @param after the cursor to go on from; empty for now
   */
  public SseEmitter open(Optional<PlanId> plan, Optional<String> after) {
    SseEmitter emitter = new SseEmitter(0L);
    LiveView view = new LiveView(emitter, reader, plan, pace, clock);
    views.add(view);
    Thread.ofVirtual()
        .name("live-view")
        .start(() -> {
          try {
            view.serve(after);
          } finally {
            views.remove(view);
          }
        });
    return emitter;
  }

  /** How many views are open. */
  public int count() {
    return views.size();
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    views.forEach(LiveView::end);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
