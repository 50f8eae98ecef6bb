package dev.signalbox.lock.core;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimHandle;
import dev.signalbox.common.claim.ClaimRequest;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.claim.Recovery;
import dev.signalbox.common.id.RepositoryId;
import java.util.List;
import java.util.Set;

/**
 * Where claims live. Every operation is atomic and may be repeated. {@link ClaimTable} is the rule;
 * a store must give the same answers.
 *
 * <p>All methods throw {@link StoreUnavailableException} when the store cannot be reached.
 */
public interface ClaimStore {

  /** Claims a whole footprint or nothing; not while the store cannot know what is held. */
  ClaimAnswer claim(ClaimRequest request);

  /** Claims again what the store has lost: the same rules, but also while others have to wait. */
  ClaimAnswer reestablish(ClaimRequest request);

  /** Adds paths to a live claim, all or nothing; not while the store cannot know what is held. */
  ClaimAnswer amend(ClaimRequest request);

  /** Lets a live claim live on; never shortens it. */
  ClaimAnswer renew(ClaimHandle handle);

  /** Ends a claim on its holder's word. */
  ClaimAnswer release(ClaimHandle handle);

  /** Ends the attempt's claim whoever holds it; its token is never granted again. */
  ClaimAnswer revoke(ClaimHandle handle);

  /** Ends the repository's expired claims. */
  Swept sweep(RepositoryId repository);

  /** The repository's live claims. */
  List<ClaimView> claims(RepositoryId repository);

  /** Where nothing new is granted, as far as the last sweep saw. */
  List<Recovery> recoveries();

  /** Everything that was lost stands again; does nothing when another recovery has begun. */
  void end(Recovery recovery);

  /** Every repository that ever had a claim. */
  Set<RepositoryId> repositories();

  /**
   * What a sweep found.
   *
   * @param expired claims it ended
   * @param live claims that stand
   */
  record Swept(int expired, int live) {}
}
