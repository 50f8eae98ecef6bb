package dev.signalbox.common.footprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.testing.TestingPlans;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FootprintTest {
  @ParameterizedTest
  @CsvSource({
    "a/b.txt, a/b.txt",
    "a/, a",
    "a/*.java, a",
    "a/**/b, a",
    "'**', ''",
    "*.md, ''",
    "a/\\*, a/*",
    "a/x[12]/b, a"
  })
  void theCoverEndsBeforeTheFirstWildcard(String pattern, String cover) {
    assertThat(new PathPattern(pattern).coverPath()).isEqualTo(cover);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "../a", "a/../b", ".git", "a/.git/b", "a\0b"})
  void whatLeavesTheRepositoryIsNoPattern(String text) {
    assertThatThrownBy(() -> new PathPattern(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyAPlainPathIsAFile() {
    assertThat(new PathPattern("a/b").isFile()).isTrue();
    assertThat(new PathPattern("a/").isFile()).isFalse();
    assertThat(new PathPattern("a?").isFile()).isFalse();
    assertThat(new PathPattern("a\\?")).hasToString("a\\?").matches(PathPattern::isFile);
  }

  /** I1. */
  @Test
  void aDirectoryConflictsWithWhatIsInItAndNotWithItsNamesakes() {
    Footprint directory = Footprint.writing("src/auth/");

    assertThat(directory.firstConflict(Footprint.writing("src/auth/Login.java")))
        .contains(new Hold("src/auth/Login.java", Mode.WRITE));
    assertThat(directory.firstConflict(Footprint.writing("src/authority"))).isEmpty();
    assertThat(directory.firstConflict(Footprint.WHOLE_REPOSITORY)).isPresent();
    assertThat(directory.firstConflict(Footprint.NOTHING)).isEmpty();
  }

  @Test
  void aPathThatIsReadAndWrittenIsHeldForWriting() {
    Footprint both = TestingPlans.footprint(List.of("a"), List.of("a", "b"));

    assertThat(both.holds()).containsExactly(new Hold("a", Mode.WRITE), new Hold("b", Mode.READ));
    assertThat(both.hasWrites()).isTrue();
    assertThat(both.isEmpty()).isFalse();
    assertThat(Footprint.NOTHING.isEmpty()).isTrue();
  }

  @Test
  void aWriteInsideASharedPatternTakesThePattern() {
    Footprint workflow = Footprint.writing(".github/workflows/ci.yml");
    Footprint widened = workflow.widenedBy(SharedFiles.with(List.of(new PathPattern("x/"))));

    assertThat(widened)
        .isEqualTo(Footprint.writing(".github/workflows/**", ".github/workflows/ci.yml"));
    assertThat(workflow.widenedBy(List.of(new PathPattern("**")))).isEqualTo(workflow);
  }
}
