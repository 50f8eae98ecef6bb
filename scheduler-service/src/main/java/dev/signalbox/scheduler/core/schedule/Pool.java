package dev.signalbox.scheduler.core.schedule;

import java.util.Comparator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The groups of all plans that have tasks of one kind to publish, the least served plan first. */
final class Pool {
  final Kind kind;
  private final Comparator<Group> byShare;
  private final TreeSet<Group> listed;

  Pool(Kind kind) {
    this.kind = kind;
    int level = kind.priority().ordinal();
    this.byShare =
        Comparator.<Group>comparingLong(group -> group.plan.used[level])
            .thenComparingLong(group -> group.plan.order);
    this.listed = new TreeSet<>(byShare);
  }

  @Nullable Group first() {
    return listed.isEmpty() ? null : listed.getFirst();
  }

  void list(Group group) {
    listed.add(group);
  }

  void unlist(Group group) {
    listed.remove(group);
  }

  /** Whether a task of one group comes before those of another, which may be of another pool. */
  boolean isBefore(Group one, Group other) {
    int byPlan = byShare.compare(one, other);
    return byPlan == 0
        ? TaskRun.IN_PLAN.compare(one.firstTask(), other.firstTask()) < 0
        : byPlan < 0;
  }
}
