package dev.signalbox.common.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.testing.RandomFootprints;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** I1: two footprints that overlap, one of them writing, are never held at one time. */
class FootprintPropertiesTest {
  @Property
  void conflictIsSymmetric(@ForAll long seed) {
    RandomFootprints random = new RandomFootprints(seed);
    Footprint one = random.next();
    Footprint other = random.next();

    assertThat(one.firstConflict(other).isPresent())
        .isEqualTo(other.firstConflict(one).isPresent());
  }

  @Property
  void readersAloneNeverConflict(@ForAll long seed) {
    RandomFootprints random = new RandomFootprints(seed);

    assertThat(readsOf(random.next()).firstConflict(readsOf(random.next()))).isEmpty();
  }

  @Property
  void wideningOnlyAddsConflicts(@ForAll long seed) {
    RandomFootprints random = new RandomFootprints(seed);
    Footprint one = random.next();
    Footprint other = random.next();
    Footprint wider = one.widenedBy(SharedFiles.with(random.next().writes()));

    assertThat(wider.writes()).containsAll(one.writes());
    if (one.firstConflict(other).isPresent()) {
      assertThat(wider.firstConflict(other)).isPresent();
    }
  }

  /** I1, against the slow form: the sets of a cover's ancestors say what contains what. */
  @Test
  void theRuleAgreesWithListingAncestors() {
    List<Footprint> footprints = new RandomFootprints(1).take(10_000).toList();
    int conflicts = 0;
    for (int at = 1; at < footprints.size(); at++) {
      Footprint one = footprints.get(at - 1);
      Footprint other = footprints.get(at);
      boolean expected = slowConflict(one, other);
      assertThat(one.firstConflict(other).isPresent())
          .as("%s and %s", one, other)
          .isEqualTo(expected);
      conflicts += expected ? 1 : 0;
    }

    assertThat(conflicts).isBetween(1_000, 9_000);
  }

  private static Footprint readsOf(Footprint footprint) {
    return new Footprint(List.of(), footprint.reads());
  }

  private static boolean slowConflict(Footprint one, Footprint other) {
    return anyOverlap(one.writes(), other.writes())
        || anyOverlap(one.writes(), other.reads())
        || anyOverlap(one.reads(), other.writes());
  }

  private static boolean anyOverlap(List<PathPattern> ones, List<PathPattern> others) {
    return ones.stream().anyMatch(one -> others.stream().anyMatch(other -> overlap(one, other)));
  }

  private static boolean overlap(PathPattern one, PathPattern other) {
    return ancestors(one).contains(other.cover()) || ancestors(other).contains(one.cover());
  }

  private static Set<List<String>> ancestors(PathPattern pattern) {
    List<String> cover = pattern.cover();
    return IntStream.rangeClosed(0, cover.size())
        .mapToObj(length -> cover.subList(0, length))
        .collect(Collectors.toSet());
  }
}
