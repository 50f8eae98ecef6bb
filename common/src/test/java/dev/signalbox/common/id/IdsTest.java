package dev.signalbox.common.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.testing.TestingPlans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "-a", "a-", "a..b", "a.lock", "a/b", "a\n", "ä"})
  void whatCannotBePartOfABranchIsNoKey(String text) {
    assertThatThrownBy(() -> new TaskKey(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aKeyHasAtMost63Letters() {
    assertThat(new TaskKey("a".repeat(63)).value()).hasSize(63);
    assertThatThrownBy(() -> new TaskKey("a".repeat(64))).hasMessageContaining("not a task key");
  }

  @Test
  void aTaskIdReadsItsOwnText() {
    TaskId id = new TaskId(TestingPlans.PLAN_ID, new TaskKey("a.b"));

    assertThat(TaskId.of(id.toString())).isEqualTo(id).isEqualByComparingTo(id);
    assertThatThrownBy(() -> TaskId.of("a")).hasMessageContaining("plan/key");
    assertThat(id).isLessThan(new TaskId(TestingPlans.PLAN_ID, new TaskKey("b")));
  }

  @Test
  void attemptsAndTokensCountFromOne() {
    assertThat(TestingPlans.attempt("a", 2, 7)).hasToString(TestingPlans.PLAN_ID + "/a#2@7");
    assertThat(new FencingToken(2)).isGreaterThan(new FencingToken(1));
    assertThatThrownBy(() -> new FencingToken(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> TestingPlans.attempt("a", 0, 1)).hasMessageContaining("from 1");
  }

  @Test
  void namesAreNotBlankAndOrdered() {
    assertThat(new WorkerId("a")).isLessThan(new WorkerId("b")).hasToString("a");
    assertThat(new RepositoryId("a")).isLessThan(new RepositoryId("b")).hasToString("a");
    assertThatThrownBy(() -> new WorkerId(" ")).hasMessageContaining("blank");
    assertThatThrownBy(() -> new RepositoryId("")).hasMessageContaining("blank");
  }
}
