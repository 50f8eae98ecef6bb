package dev.signalbox.common.analysis;

import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.Mode;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.PlanGraph;
import dev.signalbox.common.plan.TaskSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The pairs of tasks that no need orders and whose footprints overlap: they will not run at the
 * same time (S3-15). Exact for every size: tasks are compared with blocks of others as bits, so
 * that time grows with the square of the plan over 64 and memory with the plan.
 *
 * @param total how many pairs there are
 * @param pairs some of them, in the order of the plan
 */
public record PotentialConflicts(long total, List<Pair> pairs) {
  public PotentialConflicts {
    pairs = List.copyOf(pairs);
  }

  /** Two tasks that must take turns, the plan's first of them first. */
  public record Pair(TaskKey first, TaskKey second, List<Overlap> paths) {
    public Pair {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Where they meet.
   *
   * @param path the narrower of the two paths; empty for the whole repository
   */
  public record Overlap(String path, Mode first, Mode second) {}

  /**
   * The potential conflicts of a plan.
   *
   * @param most how many pairs to name
   */
  public static PotentialConflicts of(Plan plan, int most) {
    Search search = new Search(plan, most);
    for (int first = 0; first < plan.tasks().size(); first += Block.WIDTH) {
      search.compare(new Block(first));
    }
    return search.found();
  }

  /** Goes through the plan block by block. */
  private static final class Search {
    private final Plan plan;
    private final int most;
    private final PlanGraph graph;
    private final int[] order;
    private final PathTree tree;
    private final List<int[]> named = new ArrayList<>();
    private final long[] meeting = new long[Block.WIDTH / Long.SIZE];
    private long total;

    Search(Plan plan, int most) {
      this.plan = plan;
      this.most = most;
      this.graph = PlanGraph.of(plan);
      this.order = graph.order();
      this.tree = new PathTree(plan);
    }

    /** Compares the tasks of a block with those that come later in the plan. */
    void compare(Block block) {
      Reach reach = new Reach(graph, order, block);
      Meetings meetings = new Meetings(tree, block, graph.size());
      for (int task = block.first() + 1; task < graph.size(); task++) {
        meetings.gather(tree.held(task), meeting);
        for (int word = 0; word < meeting.length; word++) {
          long free = meeting[word] & ~reach.ordered(task, word) & earlier(block, word, task);
          total += Long.bitCount(free);
          name(block, word, free, task);
        }
      }
    }

    PotentialConflicts found() {
      Comparator<int[]> byPlan =
          Comparator.<int[]>comparingInt(pair -> pair[0]).thenComparingInt(pair -> pair[1]);
      return new PotentialConflicts(
          total, named.stream().sorted(byPlan).limit(most).map(this::pair).toList());
    }

    /** The bits of tasks before this one in the plan, so that each pair counts once. */
    private static long earlier(Block block, int word, int task) {
      int before = task - block.task(word * Long.SIZE);
      if (before <= 0) {
        return 0;
      }
      return before >= Long.SIZE ? -1L : (1L << before) - 1;
    }

    private void name(Block block, int word, long free, int task) {
      long left = free;
      while (left != 0 && named.size() < most) {
        int column = word * Long.SIZE + Long.numberOfTrailingZeros(left);
        named.add(new int[] {block.task(column), task});
        left &= left - 1;
      }
    }

    private Pair pair(int[] numbers) {
      TaskSpec first = plan.tasks().get(numbers[0]);
      TaskSpec second = plan.tasks().get(numbers[1]);
      List<Overlap> paths = new ArrayList<>();
      List<Hold> theirs = plan.footprintOf(second).holds();
      for (Hold mine : plan.footprintOf(first).holds()) {
        theirs.stream()
            .filter(mine::conflictsWith)
            .forEach(their -> paths.add(overlap(mine, their)));
      }
      return new Pair(first.key(), second.key(), paths);
    }

    private static Overlap overlap(Hold mine, Hold their) {
      String narrower = mine.path().length() > their.path().length() ? mine.path() : their.path();
      return new Overlap(narrower, mine.mode(), their.mode());
    }
  }
}
