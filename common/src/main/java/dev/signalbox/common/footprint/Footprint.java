package dev.signalbox.common.footprint;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The paths a task writes and the paths that must not change under it.
 *
 * <p>Two footprints conflict when a hold of one conflicts with a hold of the other ({@link
 * Hold#conflictsWith}). This is the rule; the scheduler's index, the claim table and the Lua script
 * are faster forms of it, and tests show that all agree.
 */
public record Footprint(List<PathPattern> writes, List<PathPattern> reads) {
  public static final Footprint NOTHING = new Footprint(List.of(), List.of());
  public static final Footprint WHOLE_REPOSITORY =
      new Footprint(List.of(new PathPattern("**")), List.of());

  public Footprint {
    writes = List.copyOf(new TreeSet<>(writes));
    reads = List.copyOf(new TreeSet<>(reads));
  }

  /** A footprint that writes the given patterns. */
  public static Footprint writing(String... patterns) {
    return new Footprint(patterns(List.of(patterns)), List.of());
  }

  /** The patterns of the given texts, in their order. */
  public static List<PathPattern> patterns(Collection<String> texts) {
    return texts.stream().map(PathPattern::new).toList();
  }

  /** The nodes this footprint holds, one per path, the stronger mode where a path has both. */
  public List<Hold> holds() {
    SortedMap<String, Mode> modes = new TreeMap<>();
    reads.forEach(read -> modes.put(read.coverPath(), Mode.READ));
    writes.forEach(write -> modes.put(write.coverPath(), Mode.WRITE));
    return modes.entrySet().stream().map(held -> new Hold(held.getKey(), held.getValue())).toList();
  }

  /** The first hold of {@code other} that is in this footprint's way, in the order of paths. */
  public Optional<Hold> firstConflict(Footprint other) {
    List<Hold> mine = holds();
    return other.holds().stream()
        .filter(theirs -> mine.stream().anyMatch(theirs::conflictsWith))
        .findFirst();
  }

  /** The reads alone. */
  public Footprint withoutWrites() {
    return new Footprint(List.of(), reads);
  }

  /** The writes alone. */
  public Footprint withoutReads() {
    return new Footprint(writes, List.of());
  }

  /** What either of the two holds. */
  public Footprint and(Footprint other) {
    return new Footprint(
        Stream.concat(writes.stream(), other.writes.stream()).toList(),
        Stream.concat(reads.stream(), other.reads.stream()).toList());
  }

  @JsonIgnore
  public boolean isEmpty() {
    return writes.isEmpty() && reads.isEmpty();
  }

  /** Whether this footprint writes at all; a task that does not needs no claim. */
  public boolean hasWrites() {
    return !writes.isEmpty();
  }

  /**
   * This footprint with every write that meets a shared pattern widened to that pattern's cover, so
   * that a shared resource of many files has one writer at a time.
   */
  public Footprint widenedBy(Collection<PathPattern> shared) {
    List<String> covers = writes.stream().map(PathPattern::coverPath).toList();
    List<PathPattern> touched =
        shared.stream().filter(pattern -> meets(covers, pattern.coverPath())).toList();
    if (touched.isEmpty()) {
      return this;
    }
    TreeSet<PathPattern> widened = new TreeSet<>(writes);
    widened.addAll(touched);
    return new Footprint(List.copyOf(widened), reads);
  }

  private static boolean meets(List<String> covers, String shared) {
    return !shared.isEmpty() && covers.stream().anyMatch(cover -> Hold.contains(shared, cover));
  }
}
