package dev.signalbox.common.testing;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Footprints from a seed: few names and nested directories, so that many overlap; files,
 * directories, globs and the whole repository, written and read. The same seed gives the same ones.
 */
public final class RandomFootprints {
  private static final List<String> NAMES = List.of("a", "b", "c", "ab", "a.b");
  private static final int DEEPEST = 4;
  private static final int MOST_PATTERNS = 3;

  private final Random random;

  public RandomFootprints(long seed) {
    this.random = new Random(seed);
  }

  /** So many footprints, one after the other. */
  public Stream<Footprint> take(int count) {
    return Stream.generate(this::next).limit(count);
  }

  /** The next footprint; it may write nothing, or be empty. */
  public Footprint next() {
    return new Footprint(patterns(), patterns());
  }

  private List<PathPattern> patterns() {
    int count = random.nextInt(MOST_PATTERNS + 1);
    return IntStream.range(0, count).mapToObj(at -> new PathPattern(pattern())).toList();
  }

  private String pattern() {
    StringBuilder path = new StringBuilder(name());
    for (int depth = random.nextInt(DEEPEST); depth > 0; depth--) {
      path.append('/').append(name());
    }
    return switch (random.nextInt(12)) {
      case 0 -> path + "/";
      case 1 -> path + "/**";
      case 2 -> path + "/*.java";
      case 3 -> path + "/x?/y";
      case 4 -> path + "/[xyz]";
      case 5 -> path + "/\\*";
      case 6 -> random.nextInt(8) == 0 ? "**" : "*/" + path;
      default -> path.toString();
    };
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }
}
