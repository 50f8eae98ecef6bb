package dev.signalbox.lock.adapter.redis;

import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.TurnAnswer;
import dev.signalbox.common.claim.TurnRequest;
import java.time.Duration;
import java.util.List;
import org.redisson.api.RedissonClient;

/** Turns to merge into a branch, in the order of asking; each turn is a lease. */
public final class RedisTurns {
  private final LuaScript take;
  private final LuaScript release;
  private final String presence;

  /**
   * @param presence how long a waiter who does not ask keeps its place
   */
  public RedisTurns(RedissonClient redisson, Duration presence) {
    this.take = new LuaScript(redisson, "turn-take.lua");
    this.release = new LuaScript(redisson, "turn-release.lua");
    this.presence = Wire.millis(presence);
  }

  /** Takes the turn or a place in the queue; who holds the turn already gets a new lease. */
  public TurnAnswer take(TurnRequest request) {
    return answer(
        take.run(
            key(request), holder(request.claim()), Wire.millis(request.claim().ttl()), presence));
  }

  /** Gives the turn or the place back; the answer counts those who still wait. */
  public TurnAnswer release(TurnRequest request) {
    return answer(release.run(key(request), holder(request.claim())));
  }

  private static TurnAnswer answer(List<String> answer) {
    return answer.getFirst().equals("taken")
        ? new TurnAnswer.Taken(Wire.instant(answer.get(1)))
        : new TurnAnswer.Waiting(Integer.parseInt(answer.get(1)));
  }

  private static String key(TurnRequest request) {
    return RepositoryKeys.turns(request.claim().repository(), request.branch());
  }

  private static String holder(ClaimHandle claim) {
    return claim.attempt().token() + " " + claim.nonce();
  }
}
