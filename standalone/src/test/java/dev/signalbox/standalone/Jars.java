package dev.signalbox.standalone;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jars the build has made, which end-to-end tests run as users do. */
final class Jars {
  private Jars() {}

  static Path root() {
    return Path.of(System.getProperty("signalbox.root"));
  }

  static Path standalone() {
    return there("standalone/target/signalbox-standalone.jar");
  }

  static Path workerService() {
    String version = System.getProperty("signalbox.version");
    return there("worker-service/target/worker-service-" + version + "-exec.jar");
  }

  static Path launcher() {
    return there("signalbox");
  }

  /** The command that starts a JVM with the flags every part wants. */
  static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--sun-misc-unsafe-memory-access=allow",
        "--enable-native-access=ALL-UNNAMED");
  }

  private static Path there(String path) {
    Path file = root().resolve(path);
    if (!Files.exists(file)) {
      throw new IllegalStateException(file + " is not built");
    }
    return file;
  }
}
