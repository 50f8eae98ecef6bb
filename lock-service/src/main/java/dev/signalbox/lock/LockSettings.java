package dev.signalbox.lock;

import dev.signalbox.lock.core.TtlPolicy;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings of the lock-service.
 *
 * @param sweepInterval how often expired claims are looked for, and untold events
 * @param defaultTtl the life of a claim that asks for none
 * @param turnLease the length of a merge turn that asks for none
 * @param turnPresence how long a waiter for a turn that does not ask keeps its place
 * @param closedRetention how long closed tokens are remembered
 * @param recoveryInterval how long nothing new is granted after Redis lost data or was restarted,
 *     so that holders set up their claims again; they renew three times in it
 */
@Validated
@ConfigurationProperties(prefix = "signalbox.lock", ignoreUnknownFields = false)
public record LockSettings(
    @NotBlank @DefaultValue("redis://localhost:6379") String redisUri,
    @DefaultValue("500ms") Duration sweepInterval,
    @DefaultValue("60m") Duration defaultTtl,
    @DefaultValue("1s") Duration minTtl,
    @DefaultValue("24h") Duration maxTtl,
    @DefaultValue("2m") Duration turnLease,
    @DefaultValue("3s") Duration turnPresence,
    @DefaultValue("30d") Duration closedRetention,
    @DefaultValue("30s") Duration recoveryInterval) {

  public LockSettings {
    positive("sweep-interval", sweepInterval);
    positive("min-ttl", minTtl);
    positive("turn-presence", turnPresence);
    positive("closed-retention", closedRetention);
    positive("recovery-interval", recoveryInterval);
    new TtlPolicy(defaultTtl, minTtl, maxTtl);
    new TtlPolicy(turnLease, minTtl, maxTtl);
  }

  /** A third of the time in which a lost claim can be set up again, so that two may fail. */
  Duration renewEvery() {
    return recoveryInterval.dividedBy(3);
  }

  TtlPolicy claimTtl() {
    return new TtlPolicy(defaultTtl, minTtl, maxTtl);
  }

  TtlPolicy turnTtl() {
    return new TtlPolicy(turnLease, minTtl, maxTtl);
  }

  private static void positive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("signalbox.lock." + name + " must be positive: " + value);
    }
  }
}
