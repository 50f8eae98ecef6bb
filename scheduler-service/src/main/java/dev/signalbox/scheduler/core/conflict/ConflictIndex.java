package dev.signalbox.scheduler.core.conflict;

import dev.signalbox.common.footprint.Mode;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All holds of a repository as a trie of path segments. A question costs the depth of the asked
 * paths, whatever the number of holds; the answers are those of {@code Footprint.firstConflict}.
 */
public final class ConflictIndex<H> {
  private final Node<H> root = new Node<>("");

  /** Enters the holds, in the way of each other or not: the caller asked before. */
  public void hold(Collection<PathHold> holds, H holder) {
    holds.forEach(hold -> root.add(hold, hold.segments(), holder));
  }

  /** Takes the holds out again; what is not there is passed over. */
  public void release(Collection<PathHold> holds, H holder) {
    holds.forEach(hold -> root.remove(hold, hold.segments(), holder));
  }

  /** The first of the wanted paths, in their order, that somebody is in the way of. */
  public Optional<Conflict<H>> firstConflict(Collection<PathHold> wanted) {
    for (PathHold want : wanted) {
      Node<H> blocking = blocking(want);
      if (blocking != null) {
        H holder = blocking.holderAgainst(want.mode());
        return Optional.of(new Conflict<>(new Witness(blocking.path, want.mode()), holder));
      }
    }
    return Optional.empty();
  }

  /** Whether what the witness stood for is no longer so. */
  public boolean isCleared(Witness witness) {
    Node<H> node = node(witness.path());
    return node == null || !node.blocks(witness.wanted());
  }

  /** Whoever stands for the witness now. */
  public Optional<H> holder(Witness witness) {
    Node<H> node = node(witness.path());
    return node == null || !node.blocks(witness.wanted())
        ? Optional.empty()
        : Optional.of(node.holderAgainst(witness.wanted()));
  }

  private @Nullable Node<H> node(String path) {
    Node<H> node = root;
    if (path.isEmpty()) {
      return node;
    }
    for (String segment : path.split("/")) {
      node = node.child(segment);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** The held node that contains the wanted one or lies inside it. */
  private @Nullable Node<H> blocking(PathHold want) {
    Node<H> node = root;
    for (String segment : want.segments()) {
      if (node.blocks(want.mode())) {
        return node;
      }
      node = node.child(segment);
      if (node == null) {
        return null;
      }
    }
    return inside(node, want.mode());
  }

  private static <H> @Nullable Node<H> inside(Node<H> top, Mode wanted) {
    Node<H> node = top;
    while (node != null && !node.blocks(wanted)) {
      node = node.firstChildAgainst(wanted);
    }
    return node;
  }
}
