package dev.signalbox.worker.adapter.git;

import dev.signalbox.worker.core.ChangedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.io.DisabledOutputStream;

/** Reads what an attempt really changed. */
public final class ChangeReader {

  private static final int LARGEST_READ = 4 * 1024 * 1024;

  private final Repository repository;
  private final DiffFormatter differ;
  private final EntryRules rules;

  private ChangeReader(Repository repository, DiffFormatter differ, EntryRules rules) {
    this.repository = repository;
    this.differ = differ;
    this.rules = rules;
  }

  /** The files that differ between two commits; a moved file counts under both of its paths. */
  public static List<ChangedFile> between(TargetRepository target, String base, String head) {
    try (DiffFormatter differ = new DiffFormatter(DisabledOutputStream.INSTANCE)) {
      differ.setRepository(target.repository());
      differ.setDetectRenames(true);
      ObjectId after = ObjectId.fromString(target.treeOf(head));
      EntryRules rules = new EntryRules(target.repository(), after);
      ChangeReader reader = new ChangeReader(target.repository(), differ, rules);
      List<ChangedFile> changes = new ArrayList<>();
      for (DiffEntry entry : differ.scan(ObjectId.fromString(target.treeOf(base)), after)) {
        reader.add(changes, entry);
      }
      return changes;
    } catch (IOException failure) {
      throw new GitFailedException("cannot compare " + base + " and " + head, failure);
    }
  }

  private void add(List<ChangedFile> changes, DiffEntry entry) throws IOException {
    boolean gone = entry.getChangeType() == ChangeType.DELETE;
    if (entry.getChangeType() == ChangeType.RENAME) {
      changes.add(new ChangedFile(entry.getOldPath(), 0, 0, false));
    }
    String before = text(entry.getOldId(), entry.getOldMode());
    String after = text(entry.getNewId(), entry.getNewMode());
    boolean counted = entry.getChangeType() != ChangeType.ADD && !before.isEmpty();
    changes.add(
        new ChangedFile(
            gone ? entry.getOldPath() : entry.getNewPath(),
            counted ? (int) before.lines().count() : 0,
            counted ? deleted(entry) : 0,
            !gone && bringsMarkers(entry.getNewPath(), before, after),
            gone ? null : rules.flaw(entry).orElse(null)));
  }

  private int deleted(DiffEntry entry) throws IOException {
    EditList edits = differ.toFileHeader(entry).toEditList();
    return edits.stream().mapToInt(ChangeReader::net).sum();
  }

  /** A line that was replaced is not deleted. */
  private static int net(Edit edit) {
    return Math.max(0, edit.getLengthA() - edit.getLengthB());
  }

  private String text(AbbreviatedObjectId id, FileMode mode) throws IOException {
    if (id == null || mode.getObjectType() != org.eclipse.jgit.lib.Constants.OBJ_BLOB) {
      return "";
    }
    ObjectId whole = id.toObjectId();
    if (whole == null || whole.equals(ObjectId.zeroId())) {
      return "";
    }
    ObjectLoader loader = repository.open(whole);
    if (loader.getSize() > LARGEST_READ) {
      return "";
    }
    byte[] bytes = loader.getBytes();
    return RawText.isBinary(bytes) ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private boolean bringsMarkers(String path, String before, String after) throws IOException {
    if (!after.contains("<<<<<<<")) {
      return false;
    }
    int size = rules.markerSize(path);
    return size > 0 && hasMarkers(after, size) && !hasMarkers(before, size);
  }

  private static boolean hasMarkers(String text, int size) {
    return startsLine(text, "<".repeat(size) + " ") && startsLine(text, ">".repeat(size) + " ");
  }

  private static boolean startsLine(String text, String marker) {
    return text.startsWith(marker) || text.contains("\n" + marker);
  }
}
