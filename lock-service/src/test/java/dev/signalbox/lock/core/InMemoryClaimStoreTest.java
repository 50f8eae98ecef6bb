package dev.signalbox.lock.core;

import dev.signalbox.common.testing.TestingClock;
import java.util.List;

/** The rules, through the store that is nothing but them. */
class InMemoryClaimStoreTest extends ClaimStoreContract {
  private final InMemoryClaimStore store = new InMemoryClaimStore(new TestingClock());

  @Override
  protected ClaimStore store() {
    return store;
  }

  @Override
  protected List<ClaimFact> told() {
    return store.drainTold(repository);
  }
}
