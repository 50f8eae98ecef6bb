package dev.signalbox.common.analysis;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which tasks of a block hold each node of the path tree, or something below it. */
final class Meetings {
  private static final int WORDS = Block.WIDTH / Long.SIZE;

  private final PathTree tree;
  private final long[] @Nullable [] writersAt;
  private final long[] @Nullable [] holdersAt;
  private final long[] @Nullable [] writersBelow;
  private final long[] @Nullable [] holdersBelow;

  Meetings(PathTree tree, Block block, int tasks) {
    this.tree = tree;
    this.writersAt = new long[tree.nodes()][];
    this.holdersAt = new long[tree.nodes()][];
    this.writersBelow = new long[tree.nodes()][];
    this.holdersBelow = new long[tree.nodes()][];
    for (int task = block.first(); task < block.end(tasks); task++) {
      enter(tree.held(task), block.column(task));
    }
  }

  /** The tasks of the block that the holder of these is in the way of, whatever their order. */
  void gather(PathTree.Held held, long[] into) {
    Arrays.fill(into, 0);
    for (int at = 0; at < held.nodes().length; at++) {
      boolean writes = held.writes()[at];
      int node = held.nodes()[at];
      add((writes ? holdersBelow : writersBelow)[node], into);
      for (int above = tree.parent(node); above >= 0; above = tree.parent(above)) {
        add((writes ? holdersAt : writersAt)[above], into);
      }
    }
  }

  private void enter(PathTree.Held held, int column) {
    for (int at = 0; at < held.nodes().length; at++) {
      int node = held.nodes()[at];
      boolean writes = held.writes()[at];
      set(holdersAt, node, column);
      if (writes) {
        set(writersAt, node, column);
      }
      for (int above = node; above >= 0; above = tree.parent(above)) {
        set(holdersBelow, above, column);
        if (writes) {
          set(writersBelow, above, column);
        }
      }
    }
  }

  private static void set(long[] @Nullable [] rows, int node, int column) {
    long[] row = rows[node];
    if (row == null) {
      row = new long[WORDS];
      rows[node] = row;
    }
    row[column / Long.SIZE] |= 1L << column;
  }

  private static void add(long @Nullable [] row, long[] into) {
    if (row != null) {
      for (int word = 0; word < WORDS; word++) {
        into[word] |= row[word];
      }
    }
  }
}
