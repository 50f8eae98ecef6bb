package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.PathPattern;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMatchTest {

  @ParameterizedTest
  @CsvSource({
    "a/b.txt, a/b.txt, true",
    "a/b.txt, a/b.txt.bak, false",
    "a/b.txt, b.txt, false",
    "a/, a/b/c.txt, true",
    "a/, ab/c.txt, false",
    "a, a/b, true",
    "./a/b, a/b, true",
    "a/*.java, a/X.java, true",
    "a/*.java, a/b/X.java, false",
    "a/*.java, a/X.txt, false",
    "**, any/thing.txt, true",
    "a/**, a/b/c, true",
    "a/**, b/c, false",
    "**/*.md, README.md, true",
    "**/*.md, docs/deep/x.md, true",
    "a/**/z, a/z, true",
    "a/**/z, a/b/c/z, true",
    "a/**/z, a/b/c/y, false",
    "a/?.txt, a/x.txt, true",
    "a/?.txt, a/xy.txt, false",
    "a/[ab].txt, a/b.txt, true",
    "a/[ab].txt, a/c.txt, false",
    "a/[!ab].txt, a/c.txt, true",
    "a/[!ab].txt, a/b.txt, false",
    "a/[0-9].txt, a/7.txt, true",
    "a/[.txt, a/[.txt, true",
    "a/\\*.txt, a/*.txt, true",
    "a/\\*.txt, a/x.txt, false",
    "a.b, aXb, false",
  })
  void namesFilesDirectoriesAndGlobs(String pattern, String path, boolean named) {
    assertThat(PathMatch.names(new PathPattern(pattern), path)).isEqualTo(named);
  }

  @Test
  void oneOfManyIsEnough() {
    List<PathPattern> patterns = List.of(new PathPattern("a/"), new PathPattern("b/"));

    assertThat(PathMatch.anyNames(patterns, "b/x")).isTrue();
    assertThat(PathMatch.anyNames(patterns, "c/x")).isFalse();
  }

  /** What a pattern names must lie below its cover, or a claim would not protect it. */
  @Property
  void whatIsNamedIsCovered(@ForAll("patterns") String pattern, @ForAll("paths") String path) {
    PathPattern parsed = new PathPattern(pattern);

    if (PathMatch.names(parsed, path)) {
      assertThat(Hold.contains(parsed.coverPath(), path)).isTrue();
    }
  }

  @Provide
  Arbitrary<String> patterns() {
    return joined("a", "b", "c", "*", "**", "?", "[ab]", "a*", "\\*");
  }

  @Provide
  Arbitrary<String> paths() {
    return joined("a", "b", "c", "ab", "*");
  }

  private static Arbitrary<String> joined(String... segments) {
    return Arbitraries.of(segments).list().ofMinSize(1).ofMaxSize(4).map(l -> String.join("/", l));
  }
}
