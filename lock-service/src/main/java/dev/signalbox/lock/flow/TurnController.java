package dev.signalbox.lock.flow;

import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.TurnAnswer;
import dev.signalbox.common.claim.TurnRequest;
import dev.signalbox.lock.adapter.redis.RedisTurns;
import dev.signalbox.lock.core.TtlPolicy;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Merge turns over HTTP. */
@RestController
@RequestMapping("/api/v1/turns")
public final class TurnController {
  private final RedisTurns turns;
  private final TtlPolicy lease;

  public TurnController(RedisTurns turns, TtlPolicy lease) {
    this.turns = turns;
    this.lease = lease;
  }

  @PostMapping("/take")
  TurnAnswer take(@RequestBody TurnRequest request) {
    return turns.take(limited(request));
  }

  @PostMapping("/release")
  TurnAnswer release(@RequestBody TurnRequest request) {
    return turns.release(request);
  }

  private TurnRequest limited(TurnRequest request) {
    ClaimHandle claim = request.claim();
    return new TurnRequest(
        new ClaimHandle(
            claim.repository(), claim.attempt(), claim.nonce(), lease.allowed(claim.ttl())),
        request.branch());
  }
}
