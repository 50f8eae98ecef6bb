package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.claim.Recovery;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.adapter.http.LockServiceClient;
import dev.signalbox.scheduler.core.schedule.Input;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the cores which claims stand, every interval, and every second where the lock-service sets
 * up again what it lost.
 */
public final class Reconciliation implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private final LockServiceClient locks;
  private final DecisionQueue queue;
  private final Duration interval;
  private final InstantSource clock;
  private final Map<RepositoryId, Recovery> recovering = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reconciliation").factory());
  private final ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Instant lookedEverywhere;
  private boolean away;

  public Reconciliation(
      LockServiceClient locks, DecisionLoop decisions, Duration interval, InstantSource clock) {
    this.locks = locks;
    this.queue = decisions.queue();
    this.interval = interval;
    this.clock = clock;
    this.lookedEverywhere = clock.instant();
  }

  public void start() {
    long pause = (interval.compareTo(LONGEST_LOOK) < 0 ? interval : LONGEST_LOOK).toMillis();
    var unused = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Compares everywhere with the next look. */
  public void lookSoon() {
    lookedEverywhere = Instant.EPOCH;
  }

  /** All that the repository's attempts hold stands again: new claims may be granted. */
  void end(RepositoryId repository) {
    Recovery recovery = recovering.get(repository);
    if (recovery != null) {
      ends.execute(() -> end(recovery));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    ends.shutdownNow();
  }

  private void look() {
    try {
      lookNow();
      away = false;
    } catch (IOException failure) {
      if (!away) {
        LOG.warn("claims are not compared while the lock-service is away: {}", failure.toString());
      }
      away = true;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RuntimeException failure) {
      LOG.warn("claims are compared again later", failure);
    }
  }

  private void lookNow() throws IOException, InterruptedException, ExecutionException {
    Map<RepositoryId, Recovery> found =
        locks.recoveries().stream()
            .collect(Collectors.toMap(Recovery::repository, Function.identity()));
    boolean everywhere = !lookedEverywhere.plus(interval).isAfter(clock.instant());
    for (RepositoryId repository : repositories()) {
      tell(repository, found.get(repository));
      if (everywhere || found.containsKey(repository)) {
        compare(repository);
      }
    }
    if (everywhere) {
      lookedEverywhere = clock.instant();
    }
  }

  /** Said again and again, as a core that was just loaded knows nothing of it. */
  private void tell(RepositoryId repository, @Nullable Recovery now) throws InterruptedException {
    if (now != null) {
      recovering.put(repository, now);
      learn(repository, new Input.Recovering(now.until()));
    } else if (recovering.remove(repository) != null) {
      learn(repository, new Input.Recovering(null));
    }
  }

  private void compare(RepositoryId repository) throws IOException, InterruptedException {
    Instant asOf = clock.instant();
    List<Input.ClaimsSeen.Standing> claims =
        locks.claims(repository).stream()
            .map(claim -> new Input.ClaimsSeen.Standing(claim.attempt(), claim.grantedAt()))
            .toList();
    learn(repository, new Input.ClaimsSeen(claims, asOf, interval));
  }

  private void end(Recovery recovery) {
    try {
      locks.endRecovery(recovery);
      if (recovering.remove(recovery.repository(), recovery)) {
        LOG.info("all claims of {} stand again", recovery.repository());
        learn(recovery.repository(), new Input.Recovering(null));
      }
    } catch (IOException failure) {
      LOG.warn("the recovery ends at {}: {}", recovery.until(), failure.toString());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void learn(RepositoryId repository, Input input) throws InterruptedException {
    queue.put(new Work.Learned(repository, input));
  }

  private List<RepositoryId> repositories() throws InterruptedException, ExecutionException {
    CompletableFuture<List<RepositoryId>> answer = new CompletableFuture<>();
    queue.put(
        new Work.Question(
            holdings -> answer.complete(holdings.all().map(owned -> owned.id).toList())));
    return answer.get();
  }
}
