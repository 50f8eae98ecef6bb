package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.repository.RemoteUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A repository that is elsewhere: read from a mirror, changed by atomic pushes in which each ref
 * has a lease on what it was, so that the other side refuses whoever was overtaken.
 */
public final class RemoteTarget extends TargetRepository {

  private static final Logger LOG = LoggerFactory.getLogger(RemoteTarget.class);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(25);
  private static final int MOST_DOUBLINGS = 6;

  /** Refs of the mirror alone: what is to be kept there and could not be pushed yet. */
  private static final String UNSENT = "refs/signalbox/unsent/";

  private final Mirror mirror;
  private final Duration fetchLimit;

  /** Pushes go side by side; a fetch goes alone, else it could note what a push has overtaken. */
  private final ReentrantReadWriteLock network = new ReentrantReadWriteLock(true);

  /** What the other side does not take from this process. */
  private final Set<String> unwanted = ConcurrentHashMap.newKeySet();

  private final AtomicLong begun = new AtomicLong();
  private long fetched;

  private RemoteTarget(Mirror mirror, Duration fetchLimit) {
    super(mirror.repository());
    this.mirror = mirror;
    this.fetchLimit = fetchLimit;
  }

  /**
   * Opens what is known of the repository; it need not answer.
   *
   * @param folder of the mirror
   * @param fetchLimit how long a fetch may take; the first one brings everything
   */
  public static RemoteTarget open(GitCommand git, Path folder, RemoteUrl url, Duration fetchLimit) {
    return new RemoteTarget(Mirror.open(git, folder, url), fetchLimit);
  }

  /**
   * One fetch serves all who waited for it to begin. At the first time it is also made sure that
   * the repository takes atomic pushes from here.
   *
   * @throws GitFailedException when it cannot be read, or not be changed as it must be
   */
  @Override
  public void refresh() {
    long wanted = begun.get() + 1;
    network.writeLock().lock();
    try {
      if (fetched < wanted) {
        long fetch = begun.incrementAndGet();
        mirror.fetch(fetchLimit);
        repository().getRefDatabase().refresh();
        if (fetched == 0) {
          mirror.probe();
        }
        fetched = fetch;
      }
    } finally {
      network.writeLock().unlock();
    }
    sendUnsent();
  }

  /** Those who lost a race do not start the next one together. */
  @Override
  public Duration pauseBefore(int tries) {
    if (tries == 0) {
      return Duration.ZERO;
    }
    long most = SHORTEST_PAUSE.toMillis() << Math.min(tries, MOST_DOUBLINGS);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most));
  }

  /** What is checked out elsewhere cannot be seen; a repository with a working tree refuses. */
  @Override
  public Optional<Path> checkedOutAt(String branch) {
    return Optional.empty();
  }

  @Override
  boolean apply(List<RefChange> changes, String message) {
    return switch (push(changes)) {
      case PushReport.Done _ -> true;
      case PushReport.Stale _ -> false;
      case PushReport.Refused refused -> throw mirror.refused(refused.reason());
      case PushReport.Unknown unknown -> throw mirror.failed(unknown.words());
    };
  }

  /** Keeps it in the mirror first: what cannot be sent now is sent when the other side answers. */
  @Override
  void keep(String ref, ObjectId id) {
    String unsent = UNSENT + ref.substring(Constants.R_REFS.length());
    mirror.seen(unsent, id);
    mirror.seen(ref, id);
    send(unsent, ref, id);
  }

  private PushReport push(List<RefChange> changes) {
    network.readLock().lock();
    try {
      PushReport report = mirror.push(changes);
      if (report instanceof PushReport.Done) {
        changes.forEach(change -> mirror.seen(change.ref(), change.next()));
      }
      return report;
    } finally {
      network.readLock().unlock();
    }
  }

  private void sendUnsent() {
    for (Ref ref : refsBelow(UNSENT)) {
      if (unwanted.contains(ref.getName())) {
        continue;
      }
      String name = Constants.R_REFS + ref.getName().substring(UNSENT.length());
      send(ref.getName(), name, ref.getObjectId());
    }
  }

  private void send(String unsent, String ref, ObjectId id) {
    PushReport report = push(List.of(new RefChange(ref, ObjectId.zeroId(), id)));
    switch (report) {
      case PushReport.Done _ -> mirror.forget(unsent);
      case PushReport.Stale _ -> {
        LOG.info("{} is there already", ref);
        mirror.forget(unsent);
      }
      case PushReport.Refused refused -> {
        unwanted.add(unsent);
        LOG.warn("{} stays here: {}", ref, mirror.refused(refused.reason()).getMessage());
      }
      case PushReport.Unknown unknown ->
          LOG.warn("{} is sent later: {}", ref, mirror.failed(unknown.words()).getMessage());
    }
  }
}
