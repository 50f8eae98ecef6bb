package dev.signalbox.lock.flow;

import dev.signalbox.common.claim.Recovery;
import dev.signalbox.lock.core.ClaimStore;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where nothing new is granted after a loss, over HTTP. */
@RestController
@RequestMapping("/api/v1/recoveries")
public final class RecoveryController {
  private final ClaimStore store;

  public RecoveryController(ClaimStore store) {
    this.store = store;
  }

  @GetMapping
  List<Recovery> recoveries() {
    return store.recoveries();
  }

  /** For the scheduler, which knows whose claims are missing. */
  @PostMapping("/end")
  Recovery end(@RequestBody Recovery recovery) {
    store.end(recovery);
    return recovery;
  }
}
