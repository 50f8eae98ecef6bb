package dev.signalbox.lock.adapter.redis;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.lock.core.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNode;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which run of data each repository is in, so that lost data is noticed: a repository that this
 * process has seen and Redis no longer knows has lost its claims, and a Redis that was restarted
 * may have lost the newest.
 */
final class Epochs {
  private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);
  private static final String NO_PAUSE = "0";

  private final RedissonClient redisson;
  private final LuaScript enrol;
  private final Duration recovery;
  private final Map<RepositoryId, String> known = new ConcurrentHashMap<>();
  private volatile String run = "";

  Epochs(RedissonClient redisson, Duration recovery) {
    this.redisson = redisson;
    this.enrol = new LuaScript(redisson, "enrol.lua");
    this.recovery = recovery;
  }

  /** The repository's epoch as this process knows it; a first contact writes one. */
  String of(RepositoryId repository) {
    String epoch = known.get(repository);
    return epoch != null ? epoch : first(repository);
  }

  /** Redis has another epoch than {@code stale}: if it has none, everything there is lost. */
  void renew(RepositoryId repository, String stale) {
    String epoch = enter(repository, Wire.millis(recovery));
    if (known.replace(repository, stale, epoch)) {
      LOG.warn("claims of {} were lost; their holders have {} to renew", repository, recovery);
    }
  }

  /** Every repository that Redis or this process knows. */
  Set<RepositoryId> repositories() {
    Set<RepositoryId> all = new TreeSet<>(known.keySet());
    try {
      redisson
          .<String>getSet(RepositoryKeys.REPOSITORIES, StringCodec.INSTANCE)
          .readAll()
          .forEach(name -> all.add(new RepositoryId(name)));
    } catch (RedisException failure) {
      throw new StoreUnavailableException(failure);
    }
    return all;
  }

  /** Pauses new claims where Redis was restarted since the last look. */
  void watchRun() {
    String now = runId();
    String before = run;
    run = now;
    if (!before.isEmpty() && !before.equals(now)) {
      LOG.warn("Redis was restarted; nothing new is granted for {}", recovery);
      repositories().forEach(this::pause);
    }
  }

  private void pause(RepositoryId repository) {
    redisson
        .<String>getBucket(RepositoryKeys.root(repository) + ":recovering", StringCodec.INSTANCE)
        .setIfAbsent(UUID.randomUUID().toString(), recovery);
  }

  private String first(RepositoryId repository) {
    String epoch = enter(repository, NO_PAUSE);
    String other = known.putIfAbsent(repository, epoch);
    return other == null ? epoch : other;
  }

  private String enter(RepositoryId repository, String pause) {
    String root = RepositoryKeys.root(repository);
    String epoch = enrol.run(root, UUID.randomUUID().toString(), pause).getFirst();
    try {
      redisson
          .<String>getSet(RepositoryKeys.REPOSITORIES, StringCodec.INSTANCE)
          .add(repository.value());
    } catch (RedisException failure) {
      throw new StoreUnavailableException(failure);
    }
    return epoch;
  }

  private String runId() {
    try {
      return redisson
          .getRedisNodes(RedisNodes.SINGLE)
          .getInstance()
          .info(RedisNode.InfoSection.SERVER)
          .getOrDefault("run_id", "");
    } catch (RedisException failure) {
      throw new StoreUnavailableException(failure);
    }
  }
}
