package dev.signalbox.scheduler.core.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Mode;
import dev.signalbox.common.testing.RandomFootprints;
import dev.signalbox.common.testing.TestingPlans;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ConflictIndexTest {
  private final ConflictIndex<String> index = new ConflictIndex<>();

  @Test
  void namesThePathThatIsHeldAndItsHolder() {
    index.hold(holds("src/auth/"), "a");
    Conflict<String> above = index.firstConflict(holds("src/")).orElseThrow();
    assertThat(above).isEqualTo(new Conflict<>(new Witness("src/auth", Mode.WRITE), "a"));
    assertThat(index.firstConflict(holds("src/auth/x/y")).orElseThrow().witness().path())
        .isEqualTo("src/auth");
    assertThat(index.firstConflict(holds("src/author"))).isEmpty();
    assertThat(index.firstConflict(PathHold.of(Footprint.WHOLE_REPOSITORY))).isPresent();
  }

  @Test
  void aWitnessIsClearedWhenNobodyStandsForItAnyMore() {
    List<PathHold> read = PathHold.of(TestingPlans.footprint(List.of(), List.of("doc/")));
    index.hold(read, "r1");
    index.hold(read, "r2");
    Witness forWriter = new Witness("doc", Mode.WRITE);
    Witness forReader = new Witness("doc", Mode.READ);
    assertThat(index.isCleared(forReader)).isTrue();
    assertThat(index.isCleared(forWriter)).isFalse();
    index.release(read, "r1");
    assertThat(index.isCleared(forWriter)).isFalse();
    index.release(read, "r2");
    index.release(read, "r2");
    assertThat(index.isCleared(forWriter)).isTrue();
    assertThat(index.isCleared(new Witness("", Mode.WRITE))).isTrue();
  }

  @Test
  void aReaderLooksPastReaders() {
    index.hold(PathHold.of(TestingPlans.footprint(List.of(), List.of("d/a"))), "reader");
    index.hold(holds("d/b/c"), "writer");
    Footprint wanted = TestingPlans.footprint(List.of(), List.of("d/"));
    assertThat(index.firstConflict(PathHold.of(wanted)).orElseThrow().holder()).isEqualTo("writer");
  }

  @Test
  @DisplayName("I1: the index and Footprint.firstConflict agree on 10,000 random footprints")
  void agreesWithTheRule() {
    Random random = new Random(42);
    Map<String, Footprint> held = new HashMap<>();
    int[] met = {0, 0};
    new RandomFootprints(7)
        .take(10_000)
        .forEach(footprint -> {
          List<String> against =
              held.entrySet().stream()
                  .filter(other -> footprint.firstConflict(other.getValue()).isPresent())
                  .map(Map.Entry::getKey)
                  .toList();
          index
              .firstConflict(PathHold.of(footprint))
              .ifPresentOrElse(
                  conflict -> {
                    assertThat(against).contains(conflict.holder());
                    assertThat(index.isCleared(conflict.witness())).isFalse();
                    met[0]++;
                  },
                  () -> {
                    assertThat(against).isEmpty();
                    met[1]++;
                  });
          change(held, footprint, random);
        });
    assertThat(met[0]).isGreaterThan(1000);
    assertThat(met[1]).isGreaterThan(1000);
  }

  /** Holds the footprint, or lets others go, so that some are held at any time. */
  private void change(Map<String, Footprint> held, Footprint footprint, Random random) {
    if (held.size() < 3 && random.nextBoolean()) {
      String holder = "h" + random.nextInt(1_000_000);
      if (held.putIfAbsent(holder, footprint) == null) {
        index.hold(PathHold.of(footprint), holder);
      }
    } else if (random.nextInt(3) == 0) {
      new ArrayList<>(held.entrySet())
          .forEach(entry -> {
            index.release(PathHold.of(entry.getValue()), entry.getKey());
            held.remove(entry.getKey());
          });
    }
  }

  private static List<PathHold> holds(String... written) {
    return PathHold.of(Footprint.writing(written));
  }
}
