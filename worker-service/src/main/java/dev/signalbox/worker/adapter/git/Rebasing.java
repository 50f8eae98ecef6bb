package dev.signalbox.worker.adapter.git;

import java.util.List;

/** What putting an attempt's commits onto a tip gave. */
public sealed interface Rebasing {

  /** A commit that contains the tip, with the attempt's changes on it. */
  record Onto(String commit) implements Rebasing {}

  /** The tip has all of it already. */
  record NothingNew() implements Rebasing {}

  /** These paths were changed on both sides. */
  record Conflict(List<String> paths) implements Rebasing {
    public Conflict {
      paths = List.copyOf(paths);
    }
  }
}
