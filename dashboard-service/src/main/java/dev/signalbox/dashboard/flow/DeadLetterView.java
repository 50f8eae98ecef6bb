package dev.signalbox.dashboard.flow;

import dev.signalbox.dashboard.core.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A record that was put aside, its value as text. */
public record DeadLetterView(
    String topic,
    int partition,
    long offset,
    Instant at,
    @Nullable String key,
    @Nullable String value,
    String error) {

  static DeadLetterView of(DeadLetter letter) {
    byte[] value = letter.value();
    return new DeadLetterView(
        letter.position().topic(),
        letter.position().partition(),
        letter.position().offset(),
        letter.at(),
        letter.key(),
        value == null ? null : new String(value, StandardCharsets.UTF_8),
        letter.error());
  }
}
