package dev.signalbox.common.plan;

import org.jspecify.annotations.Nullable;

/**
 * How results are merged and checked.
 *
 * @param verify must succeed in the tree that is to be merged
 * @param review is asked about the change before that; absent for no review
 * @param pullRequest opens a pull request for a pushed branch; for that strategy alone
 */
public record MergeSpec(
    MergeStrategy strategy,
    @Nullable String verify,
    OnConflict onConflict,
    @Nullable String review,
    @Nullable String pullRequest) {
  public static final MergeSpec DEFAULTS = of(MergeStrategy.REBASE, null, OnConflict.RETRY);

  /** Without a review, and without pull requests. */
  public static MergeSpec of(
      MergeStrategy strategy, @Nullable String verify, OnConflict onConflict) {
    return new MergeSpec(strategy, verify, onConflict, null, null);
  }
}
