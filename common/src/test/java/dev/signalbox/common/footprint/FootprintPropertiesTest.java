package dev.signalbox.common.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.testing.RandomFootprints;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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
}
