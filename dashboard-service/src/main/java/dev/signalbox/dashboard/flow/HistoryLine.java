package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.core.HistoryRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a plan's history.
 *
 * @param task absent when it is about the plan itself
 * @param type the message's, as in {@code task.changed}
 */
public record HistoryLine(
    Instant at,
    String type,
    @Nullable String task,
    @Nullable String from,
    @Nullable String to,
    @Nullable Integer attempt,
    @Nullable String worker,
    @Nullable String branch,
    @Nullable String commit,
    String detail) {

  static HistoryLine of(HistoryRow row) {
    return new HistoryLine(
        row.at(),
        row.type(),
        row.key(),
        row.from(),
        row.to(),
        row.attempt(),
        row.worker(),
        row.branch(),
        row.commit(),
        row.detail());
  }
}
