package dev.signalbox.scheduler.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TransitionsTest {
  private static final Path PAGE = Path.of("..", "docs", "task-states.md");

  @Test
  @DisplayName("I2: nothing leaves COMPLETED, and a proven merge leads there from any state")
  void completedIsTheEnd() {
    assertThat(Transitions.TABLE).containsOnlyKeys(TaskState.values());
    for (TaskState state : TaskState.values()) {
      assertThat(Transitions.legal(TaskState.COMPLETED, state)).isFalse();
      assertThat(Transitions.legal(state, TaskState.COMPLETED))
          .isEqualTo(state != TaskState.COMPLETED);
      assertThat(Transitions.legal(state, state)).isFalse();
    }
  }

  @Test
  void everyStateCanBeReached() {
    for (TaskState state : TaskState.values()) {
      boolean reached =
          state == TaskState.PENDING
              || Transitions.TABLE.values().stream().anyMatch(next -> next.contains(state));
      assertThat(reached).as(state.name()).isTrue();
    }
  }

  /** Run with {@code -Dsignalbox.docs.write=true} to draw the page anew. */
  @Test
  void thePageShowsTheTable() throws IOException {
    if (Boolean.getBoolean("signalbox.docs.write")) {
      Files.writeString(PAGE, page());
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Task states

            Drawn from `Transitions.TABLE` by a test. Moves to COMPLETED from states before MERGING are left out of the
            picture: a merge that is proven in the target branch completes a task from any state.

            ```mermaid
            stateDiagram-v2
              [*] --> PENDING
            """);
    for (TaskState from : TaskState.values()) {
      for (TaskState to : TaskState.values()) {
        boolean drawn = to != TaskState.COMPLETED || from == TaskState.MERGING;
        if (drawn && Transitions.legal(from, to)) {
          page.append("  ").append(from).append(" --> ").append(to).append('\n');
        }
      }
    }
    return page.append("  COMPLETED --> [*]\n```\n").toString();
  }
}
