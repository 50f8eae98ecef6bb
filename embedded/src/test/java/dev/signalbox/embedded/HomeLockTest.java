package dev.signalbox.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLockTest {

  @TempDir Path folder;

  @Test
  void isTakenOnceAndFreeAgainAfterClose() throws Exception {
    Path home = folder.resolve("home");
    try (HomeLock first = HomeLock.take(home)) {
      assertThat(first.home()).isEqualTo(home.toRealPath());
      assertThatThrownBy(() -> HomeLock.take(home))
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("this JVM (pid " + ProcessHandle.current().pid());
    }
    HomeLock.take(home).close();
  }

  @Test
  void isTheSameThroughALink() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);
    try (HomeLock first = HomeLock.take(home)) {
      assertThatThrownBy(() -> HomeLock.take(link)).hasMessageContaining(first.home().toString());
    }
  }
}
