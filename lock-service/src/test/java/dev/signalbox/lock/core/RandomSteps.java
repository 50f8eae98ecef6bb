package dev.signalbox.lock.core;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.testing.RandomFootprints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A history of requests as a system under stress would send them: new, late, doubled, stale. */
public final class RandomSteps {
  private static final List<String> TASKS =
      List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");

  private final Random random;
  private final RandomFootprints footprints;
  private final boolean expiring;
  private final List<AttemptRef> known = new ArrayList<>();
  private long token = 1;

  /**
   * @param expiring whether some claims have expired by the next step
   */
  public RandomSteps(long seed, boolean expiring) {
    this.random = new Random(seed);
    this.footprints = new RandomFootprints(seed);
    this.expiring = expiring;
  }

  /** What can be asked. */
  public enum Kind {
    CLAIM,
    AMEND,
    RENEW,
    RELEASE,
    REVOKE
  }

  /** One request. */
  public record Step(
      Kind kind, AttemptRef attempt, int delivery, Footprint footprint, Duration ttl) {

    public ClaimAnswer on(ClaimStore store, Claims claims) {
      return switch (kind) {
        case CLAIM -> store.claim(claims.request(attempt, delivery, footprint, ttl));
        case AMEND -> store.amend(claims.request(attempt, delivery, footprint, ttl));
        case RENEW -> store.renew(claims.handle(attempt, delivery, ttl));
        case RELEASE -> store.release(claims.handle(attempt, delivery, ttl));
        case REVOKE -> store.revoke(claims.handle(attempt, delivery, ttl));
      };
    }
  }

  public List<Step> take(int count) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      steps.add(next());
    }
    return steps;
  }

  public Step next() {
    Kind kind = kind();
    AttemptRef attempt = attempt(kind);
    int delivery = random.nextInt(10) == 0 ? 2 : 1;
    return new Step(kind, attempt, delivery, footprints.next(), ttl());
  }

  private Kind kind() {
    return switch (random.nextInt(20)) {
      case 0, 1 -> Kind.AMEND;
      case 2, 3, 4 -> Kind.RENEW;
      case 5, 6, 7 -> Kind.RELEASE;
      case 8 -> Kind.REVOKE;
      default -> Kind.CLAIM;
    };
  }

  private AttemptRef attempt(Kind kind) {
    boolean fresh = known.isEmpty() || (kind == Kind.CLAIM && random.nextInt(4) > 0);
    if (!fresh) {
      int recent = Math.min(known.size(), 24);
      return known.get(known.size() - 1 - random.nextInt(recent));
    }
    AttemptRef next = Claims.attempt(TASKS.get(random.nextInt(TASKS.size())), token++);
    known.add(next);
    return next;
  }

  private Duration ttl() {
    return expiring && random.nextInt(8) == 0 ? Duration.ZERO : Claims.TTL;
  }
}
