package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.scheduler.adapter.http.LockServiceClient;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the lock-service to close claims, away from the decision thread. The core repeats it. */
public final class Revocations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Revocations.class);

  private final LockServiceClient locks;
  private final DecisionQueue queue;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Work.Revoked> asked = ConcurrentHashMap.newKeySet();

  public Revocations(LockServiceClient locks, DecisionLoop decisions) {
    this.locks = locks;
    this.queue = decisions.queue();
  }

  /** Asks, unless the same is being asked. */
  void ask(Work.Revoked revocation) {
    if (asked.add(revocation)) {
      threads.execute(() -> revoke(revocation));
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void revoke(Work.Revoked revocation) {
    try {
      if (locks.revoke(revocation.repository(), revocation.attempt())) {
        queue.put(revocation);
      }
    } catch (IOException failure) {
      LOG.warn("cannot revoke the claim of {} yet: {}", revocation.attempt(), failure.toString());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      asked.remove(revocation);
    }
  }
}
