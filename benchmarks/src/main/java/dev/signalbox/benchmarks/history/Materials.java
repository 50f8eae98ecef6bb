package dev.signalbox.benchmarks.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the commands of a replay need, in a folder outside any worktree. */
final class Materials {

  private static final String NOTHING = "0";

  private final Path folder;

  private Materials(Path folder) {
    this.folder = folder;
  }

  /** Writes the script and for each commit its files, its blobs, its message and its difference. */
  static Materials write(Path folder, History history) throws IOException {
    Materials materials = new Materials(Files.createDirectories(folder));
    try (InputStream script = Materials.class.getResourceAsStream("/history/apply.sh")) {
      Files.write(folder.resolve("apply.sh"), Objects.requireNonNull(script).readAllBytes());
    }
    for (PastCommit commit : history.commits()) {
      materials.write(history.source(), commit);
    }
    return materials;
  }

  Path folder() {
    return folder;
  }

  private void write(Git source, PastCommit commit) throws IOException {
    Path place = Files.createDirectories(folder.resolve(commit.key()));
    List<Change> changes = commit.changes();
    write(place.resolve("diff"), commit.diff());
    write(place.resolve("changes"), changesOf(changes));
    write(place.resolve("author"), lines(commit.header("author")));
    write(place.resolve("message"), lines(commit.header("encoding")) + "\n" + commit.message());
    String blobs =
        changes.stream()
            .filter(Change::bringsBlob)
            .map(change -> change.idAfter() + "\n")
            .collect(Collectors.joining());
    Files.write(place.resolve("blobs.pack"), source.run(blobs, "pack-objects", "-q", "--stdout"));
  }

  /** As {@code git update-index} reads it; deletions first, for a file where a directory was. */
  private static String changesOf(List<Change> changes) {
    Stream<String> deleted =
        changes.stream()
            .filter(Change::deletes)
            .map(change -> NOTHING + " " + change.idAfter() + "\t" + change.path().bytes() + "\0");
    Stream<String> present =
        changes.stream()
            .filter(change -> !change.deletes())
            .map(change ->
                change.modeAfter() + " " + change.idAfter() + "\t" + change.path().bytes() + "\0");
    return Stream.concat(deleted, present).collect(Collectors.joining());
  }

  private static String lines(List<String> lines) {
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static void write(Path file, String bytes) throws IOException {
    Files.write(file, bytes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
