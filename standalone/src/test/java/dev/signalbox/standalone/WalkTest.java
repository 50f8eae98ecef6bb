package dev.signalbox.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page a newcomer reads first names only classes that are there. */
class WalkTest {
  private static final Pattern CLASS = Pattern.compile("`(dev\\.signalbox\\.[A-Za-z.]+)`");

  @Test
  void everyClassOfTheWalkExists() throws IOException {
    Path root = Objects.requireNonNull(Path.of("").toAbsolutePath().getParent(), "the project");
    List<String> named =
        CLASS
            .matcher(Files.readString(root.resolve("docs/walk.md")))
            .results()
            .map((MatchResult result) -> result.group(1))
            .toList();

    assertThat(named).hasSizeGreaterThan(15);
    assertThat(named)
        .allSatisfy(name -> assertThat(sources(root, name)).as(name).anyMatch(Files::exists));
  }

  /** Where the source of a class may be: in any module. */
  private static List<Path> sources(Path root, String name) throws IOException {
    String file = "src/main/java/" + name.replace('.', '/') + ".java";
    try (Stream<Path> modules = Files.list(root)) {
      return modules.map(module -> module.resolve(file)).toList();
    }
  }
}
