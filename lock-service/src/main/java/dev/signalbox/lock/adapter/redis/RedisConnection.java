package dev.signalbox.lock.adapter.redis;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.redisson.Redisson;
import org.redisson.api.RedissonClient;
import org.redisson.api.redisnode.RedisNodes;
import org.redisson.client.RedisException;
import org.redisson.config.Config;
import org.redisson.config.ConstantDelay;

/** Connects to Redis with few threads and short time limits: claims are small and must not hang. */
public final class RedisConnection {
  private static final int THREADS = 2;
  private static final int CONNECTIONS = 16;
  private static final int TIMEOUT_MILLIS = 1000;
  private static final int RETRIES = 2;
  private static final Duration RETRY_DELAY = Duration.ofMillis(200);
  private static final Duration RECONNECT_DELAY = Duration.ofMillis(500);

  private RedisConnection() {}

  /** A client that connects at its first use, so that a service may start before its Redis. */
  public static RedissonClient open(String uri) {
    Config config = new Config();
    config.setThreads(THREADS).setNettyThreads(THREADS).setLazyInitialization(true);
    config
        .useSingleServer()
        .setAddress(uri)
        .setConnectionPoolSize(CONNECTIONS)
        .setConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionMinimumIdleSize(0)
        .setConnectTimeout(TIMEOUT_MILLIS)
        .setTimeout(TIMEOUT_MILLIS)
        .setRetryAttempts(RETRIES)
        .setRetryDelay(new ConstantDelay(RETRY_DELAY))
        .setReconnectionDelay(new ConstantDelay(RECONNECT_DELAY));
    return Redisson.create(config);
  }

  /** Whether Redis answers within a second. */
  public static boolean answers(RedissonClient redisson) {
    try {
      return redisson.getRedisNodes(RedisNodes.SINGLE).getInstance().ping(1, TimeUnit.SECONDS);
    } catch (RedisException unreachable) {
      return false;
    }
  }
}
