package dev.signalbox.worker.core;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a change may look like before it is merged. */
public final class ChangePolicy {

  private static final int LARGE_FILE_LINES = 100;
  private static final double LARGE_DELETION = 0.4;

  private ChangePolicy() {}

  /** The changed paths that the footprint does not name, sorted. */
  public static List<String> undeclared(Footprint footprint, Collection<ChangedFile> changes) {
    return changes.stream()
        .map(ChangedFile::path)
        .filter(path -> !PathMatch.anyNames(footprint.writes(), path))
        .distinct()
        .sorted()
        .toList();
  }

  /** The footprint with those files as well. */
  public static Footprint widened(Footprint footprint, Collection<String> paths) {
    List<PathPattern> writes =
        Stream.concat(footprint.writes().stream(), paths.stream().map(ChangePolicy::literal))
            .toList();
    return new Footprint(writes, footprint.reads());
  }

  /** Just those files. */
  public static Footprint only(Collection<String> paths) {
    return widened(Footprint.NOTHING, paths);
  }

  /** Why the change must not be merged, if so. */
  public static Optional<String> refusal(
      Collection<ChangedFile> changes, boolean largeDeletionsAllowed) {
    Optional<String> flaw =
        changes.stream().map(ChangePolicy::flaw).flatMap(Optional::stream).findFirst();
    if (flaw.isPresent() || largeDeletionsAllowed) {
      return flaw;
    }
    return changes.stream()
        .filter(ChangePolicy::isLargeDeletion)
        .findFirst()
        .map(ChangePolicy::describeDeletion);
  }

  private static Optional<String> flaw(ChangedFile file) {
    return file.conflictMarkers()
        ? Optional.of(
            "conflict markers were left in "
                + file.path()
                + "; a file that has such lines for good says so in .gitattributes: "
                + file.path()
                + " -conflict-marker-size")
        : Optional.ofNullable(file.flaw());
  }

  private static boolean isLargeDeletion(ChangedFile file) {
    return file.linesBefore() > LARGE_FILE_LINES
        && file.linesDeleted() > LARGE_DELETION * file.linesBefore();
  }

  private static String describeDeletion(ChangedFile file) {
    return file.linesDeleted()
        + " of "
        + file.linesBefore()
        + " lines of "
        + file.path()
        + " were deleted; a task that means to says large-deletions: true";
  }

  /** A path with its wildcards taken literally. */
  private static PathPattern literal(String path) {
    return new PathPattern(path.replaceAll("([\\\\*?\\[])", "\\\\$1"));
  }
}
