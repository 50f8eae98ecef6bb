package dev.signalbox.scheduler.adapter.jooq;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Headers as lines of {@code name: value}; neither holds a line break. */
final class HeadersText {
  private static final String SEPARATOR = ": ";

  private HeadersText() {}

  static String of(Map<String, String> headers) {
    return headers.entrySet().stream()
        .map(header -> header.getKey() + SEPARATOR + header.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  static Map<String, String> read(String text) {
    Map<String, String> headers = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split(SEPARATOR, 2))
        .forEach(header -> headers.put(header[0], header[1]));
    return headers;
  }
}
