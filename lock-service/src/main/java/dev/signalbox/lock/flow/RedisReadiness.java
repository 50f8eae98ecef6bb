package dev.signalbox.lock.flow;

import dev.signalbox.lock.adapter.redis.RedisConnection;
import org.redisson.api.RedissonClient;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Ready when Redis answers within a second: without it no claim can be decided. */
public final class RedisReadiness extends AbstractHealthIndicator {
  private final RedissonClient redisson;

  public RedisReadiness(RedissonClient redisson) {
    this.redisson = redisson;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    if (RedisConnection.answers(redisson)) {
      builder.up();
    } else {
      builder.down().withDetail("reason", "Redis did not answer PING within 1 s");
    }
  }
}
