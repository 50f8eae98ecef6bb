package dev.signalbox.worker.core;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Which lanes a worker takes work from: those that ask for no skill it lacks. */
public final class Lanes {

  private Lanes() {}

  /**
   * The topics of the lanes a worker serves; the default lane always.
   *
   * @param topics all that exist
   * @param defaultLane the topic of the lane without skills; its name ends in the lane's
   */
  public static SortedSet<String> served(
      Collection<String> topics, String defaultLane, Collection<String> skills) {
    String prefix = defaultLane.substring(0, defaultLane.lastIndexOf('.') + 1);
    Set<String> own = Set.copyOf(skills);
    SortedSet<String> served = new TreeSet<>(Set.of(defaultLane));
    topics.stream()
        .filter(topic -> topic.startsWith(prefix))
        .filter(topic -> own.containsAll(List.of(topic.substring(prefix.length()).split("\\."))))
        .forEach(served::add);
    return served;
  }
}
