package dev.signalbox.common.plan;

import java.time.Duration;
import java.util.List;

/**
 * How often and when a failed task is tried again: {@code max} tries after the first, {@code
 * backoff} before the first of them, doubling.
 */
public record RetrySpec(int max, Duration backoff, List<FailureKind> when) {
  public static final List<FailureKind> RETRYABLE =
      List.of(
          FailureKind.EXIT, FailureKind.TIMEOUT, FailureKind.VERIFY, FailureKind.MERGE_CONFLICT);
  public static final RetrySpec DEFAULTS = new RetrySpec(0, Duration.ofSeconds(60), RETRYABLE);

  public RetrySpec {
    when = List.copyOf(when);
  }
}
