package dev.signalbox.embedded.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Whether Testcontainers would work at once, asked of the engine itself: Testcontainers, where an
 * image is missing, would try for minutes to get it.
 */
final class Docker {

  private static final int LIMIT_SECONDS = 5;
  private static final String CLEANER_IMAGE = "testcontainers/ryuk:0.12.0";
  private static final String CLEANER_OFF = "TESTCONTAINERS_RYUK_DISABLED";
  private static final String HOST = "TESTCONTAINERS_HOST_OVERRIDE";

  private Docker() {}

  /** Why Docker is not to be used, or empty when it is. */
  static Optional<String> obstacle() {
    if (Files.exists(Path.of("/.dockerenv")) && System.getenv(HOST) == null) {
      return Optional.of("this looks like a container and " + HOST + " is not set");
    }
    Stream<String> cleaner =
        Boolean.parseBoolean(System.getenv(CLEANER_OFF))
            ? Stream.empty()
            : Stream.of(CLEANER_IMAGE);
    List<String> images = Stream.concat(cleaner, DockerServices.IMAGES.stream()).toList();
    return have(images)
        ? Optional.empty()
        : Optional.of("no Docker engine answered that it has " + images);
  }

  private static boolean have(List<String> images) {
    Stream<String> inspect = Stream.of("docker", "image", "inspect", "--format", "{{.Id}}");
    List<String> command = Stream.concat(inspect, images.stream()).toList();
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(new File("/dev/null"))
              .start();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException noSuchCommand) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
