package dev.signalbox.scheduler.core.conflict;

import dev.signalbox.common.footprint.Mode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One path of the trie; it exists while it or something below it is held. */
final class Node<H> {
  final String path;
  private final TreeMap<String, Node<H>> children = new TreeMap<>();

  /** The children with a writer at or below them, to find one without looking at the readers. */
  private final TreeMap<String, Node<H>> writing = new TreeMap<>();

  private final Set<H> writers = new LinkedHashSet<>();
  private final Set<H> readers = new LinkedHashSet<>();

  Node(String path) {
    this.path = path;
  }

  void add(PathHold hold, List<String> segments, H holder) {
    if (segments.isEmpty()) {
      holders(hold.mode()).add(holder);
      return;
    }
    String segment = segments.getFirst();
    Node<H> child = children.computeIfAbsent(segment, this::newChild);
    child.add(hold, segments.subList(1, segments.size()), holder);
    if (hold.mode() == Mode.WRITE) {
      writing.put(segment, child);
    }
  }

  void remove(PathHold hold, List<String> segments, H holder) {
    if (segments.isEmpty()) {
      holders(hold.mode()).remove(holder);
      return;
    }
    String segment = segments.getFirst();
    Node<H> child = children.get(segment);
    if (child == null) {
      return;
    }
    child.remove(hold, segments.subList(1, segments.size()), holder);
    if (!child.writes()) {
      writing.remove(segment);
    }
    if (!child.writes() && child.readers.isEmpty() && child.children.isEmpty()) {
      children.remove(segment);
    }
  }

  @Nullable Node<H> child(String segment) {
    return children.get(segment);
  }

  /** Whether a hold at this very node is in the way of the mode. */
  boolean blocks(Mode wanted) {
    return !writers.isEmpty() || (wanted == Mode.WRITE && !readers.isEmpty());
  }

  /** The holder at this node that was there first; only asked when the node blocks. */
  H holderAgainst(Mode wanted) {
    Set<H> against = writers.isEmpty() && wanted == Mode.WRITE ? readers : writers;
    return against.iterator().next();
  }

  @Nullable Node<H> firstChildAgainst(Mode wanted) {
    Map.Entry<String, Node<H>> first =
        wanted == Mode.WRITE ? children.firstEntry() : writing.firstEntry();
    return first == null ? null : first.getValue();
  }

  private boolean writes() {
    return !writers.isEmpty() || !writing.isEmpty();
  }

  private Set<H> holders(Mode mode) {
    return mode == Mode.WRITE ? writers : readers;
  }

  private Node<H> newChild(String segment) {
    return new Node<>(path.isEmpty() ? segment : path + "/" + segment);
  }
}
