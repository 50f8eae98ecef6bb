package dev.signalbox.scheduler.flow.rest;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** UUIDs of version 7 (RFC 9562): those made later sort later. */
final class TimeOrderedIds {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private TimeOrderedIds() {}

  static UUID at(Instant now) {
    long random = RANDOM.nextLong();
    long high = (now.toEpochMilli() << 16) | VERSION | (random & 0xFFFL);
    long low = VARIANT | (RANDOM.nextLong() >>> 2);
    return new UUID(high, low);
  }
}
