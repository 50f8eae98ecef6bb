package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.message.Topics;
import dev.signalbox.scheduler.adapter.git.MergedClaims;
import dev.signalbox.scheduler.adapter.kafka.RecordSender;
import dev.signalbox.scheduler.core.outgoing.Draft;
import dev.signalbox.scheduler.core.schedule.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Finds merges that nobody could tell of: a worker that merged and died is silent, and when its
 * task is cancelled no later attempt looks. What is found is said in the worker's stead, as an
 * event like any other; it has the same id whenever it is found again.
 */
public final class LateMerges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LateMerges.class);
  private static final WorkerId FINDER = new WorkerId("scheduler");

  private final MergedClaims claims;
  private final RecordSender sender;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public LateMerges(MergedClaims claims, RecordSender sender) {
    this.claims = claims;
    this.sender = sender;
  }

  /** A task whose merge is looked for. */
  record Sought(RepositoryId repository, Effect.SeekMerge task) {}

  /** Looks, away from the decision thread. */
  void seek(Sought sought) {
    threads.execute(() -> look(sought));
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void look(Sought sought) {
    Effect.SeekMerge task = sought.task();
    try {
      Optional<MergedClaims.Merged> merged =
          claims.find(task.location(), task.mergeBranch(), task.task());
      merged.ifPresent(found -> tell(sought.repository(), found));
    } catch (IOException | JacksonException failure) {
      LOG.warn("cannot see whether {} was merged: {}", task.task(), failure.toString());
    }
  }

  private void tell(RepositoryId repository, MergedClaims.Merged merged) {
    LOG.info("{} was merged as {} before it ended", merged.attempt(), merged.commit());
    String name = "merged " + merged.attempt() + " " + merged.commit();
    TaskEvent.Completed completed =
        new TaskEvent.Completed(
            UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            Instant.now(),
            repository,
            merged.attempt(),
            FINDER,
            merged.commit(),
            merged.outputs());
    var unused = sender.send(new Draft(Topics.EVENTS, repository.value(), completed));
  }
}
