package dev.signalbox.benchmarks.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which commits of a history must be there before which: for each path the latest that touched it,
 * or what was a directory in its place, or a file where it has a directory. What follows from other
 * needs is left out.
 */
final class Needs {

  private final NavigableMap<String, Integer> latest = new TreeMap<>();
  private final List<BitSet> all = new ArrayList<>();
  private final List<List<Integer>> direct = new ArrayList<>();

  private Needs() {}

  /** For each commit the places, from 0, of those it needs, latest first. */
  static List<List<Integer>> of(List<PastCommit> commits) {
    Needs needs = new Needs();
    commits.forEach(needs::add);
    return List.copyOf(needs.direct);
  }

  /** The most commits on any way through the needs. */
  static int longestPath(List<List<Integer>> needs) {
    List<Integer> depths = new ArrayList<>();
    for (List<Integer> before : needs) {
      depths.add(1 + before.stream().mapToInt(depths::get).max().orElse(0));
    }
    return depths.isEmpty() ? 0 : Collections.max(depths);
  }

  private void add(PastCommit commit) {
    TreeSet<Integer> before = new TreeSet<>();
    List<Change> changes = commit.changes();
    changes.forEach(change -> touched(change.path(), before));
    int place = direct.size();
    changes.forEach(change -> latest.put(change.path().bytes(), place));
    reduce(before);
  }

  private void touched(TreePath path, TreeSet<Integer> before) {
    note(path.bytes(), before);
    path.above().forEach(directory -> note(directory, before));
    before.addAll(latest.subMap(path.bytes() + "/", path.bytes() + "0").values());
  }

  private void note(String path, TreeSet<Integer> before) {
    Integer found = latest.get(path);
    if (found != null) {
      before.add(found);
    }
  }

  private void reduce(TreeSet<Integer> before) {
    BitSet reached = new BitSet();
    List<Integer> kept = new ArrayList<>();
    for (int need : before.descendingSet()) {
      if (!reached.get(need)) {
        kept.add(need);
        reached.or(all.get(need));
        reached.set(need);
      }
    }
    all.add(reached);
    direct.add(List.copyOf(kept));
  }
}
