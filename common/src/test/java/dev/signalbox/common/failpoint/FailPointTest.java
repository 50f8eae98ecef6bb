package dev.signalbox.common.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fail-points on processes of their own. */
class FailPointTest {

  private enum Step {
    FIRST_OF_ALL,
    LAST
  }

  /** A process that goes through its steps twice and writes down each. */
  public static final class Walk {
    public static void main(String[] arguments) throws IOException {
      FailPoint<Step> failPoint = FailPoint.of(Step.class, arguments[0]);
      Path steps = Path.of(arguments[1]);
      for (int round = 1; round <= 2; round++) {
        for (Step step : Step.values()) {
          Files.writeString(steps.resolve(round + FailPoint.nameOf(step)), "");
          failPoint.reached(step);
        }
      }
    }
  }

  @TempDir Path folder;

  @Test
  void withoutASettingNothingHappens() throws Exception {
    assertThat(walk("").waitFor()).isZero();
    assertThat(steps()).containsExactly("1first-of-all", "1last", "2first-of-all", "2last");
  }

  @Test
  void killsItsProcessWithTheSignal() throws Exception {
    assertThat(walk("last:kill").waitFor()).isEqualTo(128 + 9);
    assertThat(steps()).containsExactly("1first-of-all", "1last");
  }

  @Test
  void countsHowOftenTheStepIsReached() throws Exception {
    assertThat(walk("first-of-all@2:kill").waitFor()).isEqualTo(128 + 9);
    assertThat(steps()).containsExactly("1first-of-all", "1last", "2first-of-all");
  }

  @Test
  @Timeout(60)
  void aPauseEndsWhenItIsContinuedAndAnotherPointMayFollow() throws Exception {
    Process paused = walk("first-of-all:pause,last@2:kill");
    while (!isStopped(paused)) {
      Thread.onSpinWait();
    }
    assertThat(steps()).containsExactly("1first-of-all");

    new ProcessBuilder("kill", "-CONT", Long.toString(paused.pid())).start().waitFor();

    assertThat(paused.waitFor()).isEqualTo(128 + 9);
    assertThat(steps()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "last, <step>:kill",
    "last:melt, 'kill or pause, not melt'",
    "lost:kill, 'no step lost but first-of-all, last'",
    "last@0:kill, <step>:kill",
  })
  void refusesWhatIsNone(String setting, String named) {
    assertThatThrownBy(() -> FailPoint.of(Step.class, setting)).hasMessageContaining(named);
  }

  private Process walk(String setting) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    return new ProcessBuilder(java, "-cp", path, Walk.class.getName(), setting, folder.toString())
        .inheritIO()
        .start();
  }

  private List<String> steps() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static boolean isStopped(Process process) throws IOException {
    String state = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    return state.substring(state.lastIndexOf(')')).startsWith(") T");
  }
}
