package dev.signalbox.benchmarks.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I4 and I9: what a commit was made on is among its needs, said once. */
class NeedsTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void theLatestCommitOfEachFileIsNeeded() throws IOException {
    TestingHistory history = new TestingHistory();
    history.commit("0").file("a", "0");
    history.commit("1").file("b", "1");
    history.commit("2").file("a", "2").file("b", "2");
    history.commit("3").file("c", "3");

    assertThat(needs(history))
        .containsExactly(List.of(), List.of(), List.of(1, 0), List.<Integer>of());
  }

  @Test
  void whatFollowsFromOtherNeedsIsLeftOut() throws IOException {
    TestingHistory history = new TestingHistory();
    history.commit("0").file("a", "0").file("b", "0");
    history.commit("1").file("a", "1");
    history.commit("2").file("a", "2").file("b", "2");

    assertThat(needs(history)).containsExactly(List.of(), List.of(0), List.of(1));
    assertThat(Needs.longestPath(needs(history))).isEqualTo(3);
  }

  @Test
  void aMovedFileNeedsBothOfItsNames() throws IOException {
    TestingHistory history = new TestingHistory();
    history.commit("0").file("a", "0").file("keep", "0");
    history.commit("1").file("b", "1");
    history.commit("2").delete("b");
    history.commit("3").rename("a", "b");

    assertThat(needs(history).getLast()).containsExactly(2, 0);
  }

  @Test
  void aFileInPlaceOfADirectoryNeedsAllThatWasBelow() throws IOException {
    TestingHistory history = new TestingHistory();
    history.commit("0").file("d/x", "0");
    history.commit("1").file("d/y/z", "1");
    history.commit("2").file("d-e", "2");
    history.commit("3").delete("d/x").delete("d/y/z");
    history.commit("4").file("d", "4");

    assertThat(needs(history))
        .containsExactly(List.of(), List.of(), List.of(), List.of(1, 0), List.of(3));
  }

  @Test
  void aDirectoryInPlaceOfAFileNeedsTheFilesEnd() throws IOException {
    TestingHistory history = new TestingHistory();
    history.commit("0").file("d", "0");
    history.commit("1").file("other", "1");
    history.commit("2").delete("d");
    history.commit("3").file("d/x/y", "3");

    assertThat(needs(history).getLast()).containsExactly(2);
  }

  private List<List<Integer>> needs(TestingHistory history) throws IOException {
    Git git = history.in(folder.resolve("source.git"));
    return Needs.of(History.read(git, 100, "main").commits());
  }
}
