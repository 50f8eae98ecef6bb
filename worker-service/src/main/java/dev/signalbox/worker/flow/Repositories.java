package dev.signalbox.worker.flow;

import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.adapter.git.LocalTarget;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.Step;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The target repositories in use, each opened once. */
public final class Repositories implements AutoCloseable {

  private final Map<RepositoryId, TargetRepository> open = new ConcurrentHashMap<>();
  private final FailPoint<Step> failPoint;

  public Repositories(FailPoint<Step> failPoint) {
    this.failPoint = failPoint;
  }

  /**
   * The repository.
   *
   * @param location a path inside it, when the id is none
   */
  TargetRepository open(RepositoryId id, String location) {
    return open.computeIfAbsent(id, missing -> LocalTarget.open(missing, location, failPoint));
  }

  @Override
  public void close() {
    open.values().forEach(TargetRepository::close);
  }
}
