package dev.signalbox.lock.adapter.redis;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.ClosedBy;
import dev.signalbox.lock.core.ClaimFact;
import dev.signalbox.lock.core.JournalEntry;
import dev.signalbox.lock.core.StoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamRangeArgs;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;

/** The facts that the claim scripts left to be told, oldest first, one stream per repository. */
public final class RedisJournal {
  private static final int BATCH = 500;

  private final RedissonClient redisson;

  public RedisJournal(RedissonClient redisson) {
    this.redisson = redisson;
  }

  /** The oldest entries, at most a batch; they stay until {@link #forget}. */
  public List<JournalEntry> oldest(RepositoryId repository) {
    try {
      return stream(repository)
          .range(
              StreamRangeArgs.startId(StreamMessageId.MIN).endId(StreamMessageId.MAX).count(BATCH))
          .entrySet()
          .stream()
          .map(line -> entry(repository, line.getKey(), line.getValue()))
          .toList();
    } catch (RedisException failure) {
      throw new StoreUnavailableException(failure);
    }
  }

  /** Drops entries that have been told. */
  public void forget(RepositoryId repository, List<JournalEntry> told) {
    if (told.isEmpty()) {
      return;
    }
    try {
      stream(repository)
          .remove(told.stream().map(entry -> id(entry.position())).toArray(StreamMessageId[]::new));
    } catch (RedisException failure) {
      throw new StoreUnavailableException(failure);
    }
  }

  private RStream<String, String> stream(RepositoryId repository) {
    return redisson.getStream(RepositoryKeys.journal(repository), StringCodec.INSTANCE);
  }

  private static JournalEntry entry(
      RepositoryId repository, StreamMessageId id, Map<String, String> fields) {
    return new JournalEntry(
        repository,
        field(fields, "epoch"),
        id.toString(),
        Instant.ofEpochMilli(id.getId0()),
        fact(fields));
  }

  private static ClaimFact fact(Map<String, String> fields) {
    var attempt = Wire.attempt(field(fields, "attempt"));
    return field(fields, "kind").equals("granted")
        ? new ClaimFact.Granted(
            attempt, new WorkerId(field(fields, "worker")), Wire.instant(field(fields, "expires")))
        : new ClaimFact.Closed(attempt, ClosedBy.valueOf(field(fields, "by")));
  }

  private static String field(Map<String, String> fields, String name) {
    return Objects.requireNonNull(fields.get(name), name);
  }

  private static StreamMessageId id(String position) {
    int dash = position.indexOf('-');
    return new StreamMessageId(
        Long.parseLong(position.substring(0, dash)), Long.parseLong(position.substring(dash + 1)));
  }
}
