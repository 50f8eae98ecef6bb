package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.process.ServerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The home of a demo: its own starts empty every time, one that the user names keeps its data. */
record DemoHome(Path path) {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  static DemoHome prepare(HomeOptions place) {
    Path own =
        HomeOptions.defaultHome().resolveSibling(HomeOptions.defaultHome().getFileName() + "-demo");
    Path home = place.homeOr(own);
    if (!place.namesHome() && ServerFile.ofLiving(home).isEmpty()) {
      deleteAll(home);
    }
    return new DemoHome(home);
  }

  /** Where the sample repository goes. */
  Path newRepository() {
    String stamp = LocalDateTime.now(ZoneId.systemDefault()).format(STAMP);
    return path.resolve("repositories").resolve("sample-" + stamp);
  }

  private static void deleteAll(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.delete(each);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
