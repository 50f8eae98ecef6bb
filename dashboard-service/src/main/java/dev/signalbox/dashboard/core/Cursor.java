package dev.signalbox.dashboard.core;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How much of the changes a live view has seen: the last offset per partition, written {@code
 * 0:918,1:402}. Opaque to clients.
 */
public record Cursor(SortedMap<Integer, Long> seen) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6}:-?\\d{1,18}(,|$))*");

  public Cursor {
    seen = new TreeMap<>(seen);
  }

  /** Reads what {@link #toString} wrote; empty when it is something else. */
  public static Optional<Cursor> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    TreeMap<Integer, Long> seen = new TreeMap<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
      int colon = part.indexOf(':');
      seen.put(Integer.valueOf(part.substring(0, colon)), Long.valueOf(part.substring(colon + 1)));
    }
    return Optional.of(new Cursor(seen));
  }

  /** Whether what lies at that point was seen. */
  public boolean covers(Point point) {
    return point.offset() <= seen.getOrDefault(point.partition(), -1L);
  }

  /** Whether it claims to have seen what the other has not. */
  public boolean isAheadOf(Cursor other) {
    return seen.entrySet().stream()
        .anyMatch(entry -> entry.getValue() > other.seen.getOrDefault(entry.getKey(), -1L));
  }

  /** With the further of both in every partition. */
  public Cursor and(Map<Integer, Long> reached) {
    TreeMap<Integer, Long> both = new TreeMap<>(seen);
    reached.forEach((partition, offset) -> both.merge(partition, offset, Math::max));
    return new Cursor(both);
  }

  @Override
  public String toString() {
    return seen.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + entry.getValue())
        .collect(Collectors.joining(","));
  }
}
