package dev.signalbox.common.plan;

import static dev.signalbox.common.testing.TestingPlans.plan;
import static dev.signalbox.common.testing.TestingPlans.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.testing.TestingPlans;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanGraphTest {
  private static final TaskKey A = new TaskKey("a");
  private static final TaskKey B = new TaskKey("b");
  private static final TaskKey C = new TaskKey("c");

  @Test
  void aTaskIsInTheWaveAfterItsLatestNeed() {
    PlanGraph graph =
        PlanGraph.of(
            plan(
                task("c").needs("a", "b").build(),
                task("b").needs("a").build(),
                task("a").build()));

    assertThat(graph.waves()).containsExactly(List.of(A), List.of(B), List.of(C));
    assertThat(graph.wave(graph.number(C))).isEqualTo(2);
    assertThat(graph.order()).containsExactly(graph.number(A), graph.number(B), graph.number(C));
    assertThat(graph.dependents(graph.number(A))).containsExactly(0, 1);
    assertThat(graph.needs(graph.number(C))).containsExactly(2, 1);
    assertThat(graph.dependents(graph.number(C))).isEmpty();
    assertThat(graph.edges()).isEqualTo(3);
  }

  @Test
  void aGraphThatIsNoneIsRefused() {
    Plan cycle = plan(task("a").needs("b").build(), task("b").needs("a").build());
    Plan unknown = plan(task("a").needs("b").build());

    assertThatThrownBy(() -> PlanGraph.of(cycle)).hasMessageContaining("cycle");
    assertThatThrownBy(() -> PlanGraph.of(unknown)).hasMessageContaining("no task b");
    assertThatThrownBy(() -> PlanGraph.of(plan(task("a").build())).number(B))
        .hasMessageContaining("no task b");
  }

  @Test
  void aTaskWithoutFilesHoldsTheRepositoryUnlessThePlanSaysOtherwise() {
    TaskSpec bare = task("a").build();
    TaskSpec shared = task("b").files("pom.xml").build();
    RepositorySpec other = new RepositorySpec("/other", null, null, null);
    Plan plan = plan(bare, shared).withRepository(other);

    assertThat(plan.repository()).isEqualTo(other);
    assertThat(plan.footprintOf(bare)).isEqualTo(Footprint.WHOLE_REPOSITORY);
    assertThat(plan.footprintOf(shared))
        .isEqualTo(TestingPlans.footprint(List.of("pom.xml"), List.of()));
  }
}
