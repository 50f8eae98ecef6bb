package dev.signalbox.common.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until a test moves it; safe for many threads. */
public final class TestingClock extends Clock {
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now;

  /** A clock that stands at {@link #START}. */
  public TestingClock() {
    this(START);
  }

  public TestingClock(Instant start) {
    this.now = start;
  }

  public synchronized void advance(Duration by) {
    now = now.plus(by);
  }

  public synchronized void set(Instant to) {
    now = to;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  /** This clock: it knows no zone but UTC. */
  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
