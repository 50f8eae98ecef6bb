package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A check is spared only when nothing that it may depend on has changed. */
class VerifiedTreesTest {

  private static final Map<String, String> FIRST =
      Map.of(
          "PATH", "/w/slot-1.bin:/bin",
          "SIGNALBOX_WORKTREE", "/w/slot-1",
          "SIGNALBOX_SLOT", "1",
          "SIGNALBOX_ATTEMPT", "1",
          "LEVEL", "3");
  private static final Map<String, String> SECOND =
      Map.of(
          "PATH", "/w/slot-2.bin:/bin",
          "SIGNALBOX_WORKTREE", "/w/slot-2",
          "SIGNALBOX_SLOT", "2",
          "SIGNALBOX_ATTEMPT", "2",
          "LEVEL", "3");

  private final VerifiedTrees trees = new VerifiedTrees(2);

  @Test
  void knowsTheSameCheckInAnotherSlotAndAttempt() {
    trees.add(VerifiedTrees.Check.of("t", "mvn verify", "", FIRST));
    assertThat(trees.has(VerifiedTrees.Check.of("t", "mvn verify", "", SECOND))).isTrue();
  }

  @Test
  void anythingElseIsAnotherCheck() {
    trees.add(VerifiedTrees.Check.of("t", "mvn verify", "", FIRST));
    assertThat(trees.has(VerifiedTrees.Check.of("u", "mvn verify", "", FIRST))).isFalse();
    assertThat(trees.has(VerifiedTrees.Check.of("t", "mvn test", "", FIRST))).isFalse();
    assertThat(trees.has(VerifiedTrees.Check.of("t", "mvn verify", "npm ci", FIRST))).isFalse();
    assertThat(trees.has(VerifiedTrees.Check.of("t", "mvn verify", "", Map.of()))).isFalse();
  }

  @Test
  void forgetsTheOneThatWasNotUsedForLongest() {
    VerifiedTrees.Check[] checks = new VerifiedTrees.Check[3];
    for (int i = 0; i < checks.length; i++) {
      checks[i] = VerifiedTrees.Check.of("t" + i, "x", "", FIRST);
    }
    trees.add(checks[0]);
    trees.add(checks[1]);
    assertThat(trees.has(checks[0])).isTrue();
    trees.add(checks[2]);
    assertThat(trees.has(checks[1])).isFalse();
    assertThat(trees.has(checks[0]) && trees.has(checks[2])).isTrue();
  }
}
