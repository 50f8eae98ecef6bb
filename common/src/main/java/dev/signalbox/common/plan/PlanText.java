package dev.signalbox.common.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The text of a plan, wherever it is kept; it may be read more than once. */
@FunctionalInterface
public interface PlanText {
  /** From its beginning. */
  Reader open() throws IOException;

  static PlanText of(String text) {
    return () -> new StringReader(text);
  }

  /** A text of bytes, which are UTF-8; anything else is a problem of the plan. */
  static PlanText ofBytes(Bytes bytes) {
    return () ->
        new InputStreamReader(
            bytes.open(),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /** Bytes that may be read more than once. */
  @FunctionalInterface
  interface Bytes {
    /** From their beginning. */
    InputStream open() throws IOException;
  }
}
