package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.adapter.jooq.AttemptReader;
import dev.signalbox.dashboard.core.AttemptRow;
import dev.signalbox.dashboard.core.TaskView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task with all its tries. */
public record TaskDetail(UUID plan, TaskView task, List<Attempt> attempts, Instant now) {

  /**
   * One try.
   *
   * @param outcome how it ended; absent while it did not
   * @param preserved the ref that keeps what was not merged
   * @param logBytes how much output there is
   * @param logEnded whether there will be no more
   * @param cost what it has cost, as {@code 0.42 USD}; absent when it told nothing
   */
  public record Attempt(
      int number,
      long token,
      @Nullable String worker,
      @Nullable Instant queuedAt,
      @Nullable Instant claimedAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String outcome,
      @Nullable String detail,
      @Nullable String preserved,
      long logBytes,
      boolean logEnded,
      @Nullable String cost) {

    static Attempt of(AttemptRow row, Map<Integer, AttemptReader.Extent> extents) {
      var extent = extents.getOrDefault(row.key().number(), new AttemptReader.Extent(0, false));
      return new Attempt(
          row.key().number(),
          row.token(),
          row.worker(),
          row.queuedAt(),
          row.claimedAt(),
          row.startedAt(),
          row.endedAt(),
          row.outcome(),
          row.detail(),
          row.preserved(),
          extent.bytes(),
          extent.ended(),
          row.cost());
    }
  }
}
