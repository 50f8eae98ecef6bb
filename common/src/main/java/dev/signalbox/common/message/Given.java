package dev.signalbox.common.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a record must have; anybody may write to the topic of submissions, in any language. */
final class Given {
  private Given() {}

  /** Fails when one of the fields is absent. */
  static void all(@Nullable Object... fields) {
    for (Object field : fields) {
      Objects.requireNonNull(field, "a required field is absent");
    }
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
