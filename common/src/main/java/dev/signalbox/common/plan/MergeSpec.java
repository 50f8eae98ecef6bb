package dev.signalbox.common.plan;

import org.jspecify.annotations.Nullable;

/** How results are merged and checked. */
public record MergeSpec(MergeStrategy strategy, @Nullable String verify, OnConflict onConflict) {
  public static final MergeSpec DEFAULTS =
      new MergeSpec(MergeStrategy.REBASE, null, OnConflict.RETRY);
}
