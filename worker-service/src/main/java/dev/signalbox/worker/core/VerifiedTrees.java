package dev.signalbox.worker.core;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Remembers on which trees a check command succeeded, the latest of them: the same command on the
 * same files, set up in the same way, with the same environment, is not run again. For use by many
 * threads.
 */
public final class VerifiedTrees {

  /** What differs between attempts of one task and says nothing about the files. */
  private static final Set<String> OF_THE_ATTEMPT =
      Set.of(
          "TMPDIR",
          "SIGNALBOX_ATTEMPT",
          "SIGNALBOX_TOKEN",
          "SIGNALBOX_SLOT",
          "SIGNALBOX_WORKTREE",
          "SIGNALBOX_PROMPT");

  private final int most;
  private final Map<Key, Boolean> trees = new LinkedHashMap<>(16, 0.75f, true);

  /** What a result depends on. */
  private record Key(String tree, String command, String setup, Map<String, String> environment) {}

  /**
   * @param most how many are remembered
   */
  public VerifiedTrees(int most) {
    this.most = most;
  }

  /** A check of a tree. */
  public record Check(String tree, String command, String setup, Map<String, String> environment) {
    public Check {
      environment = Map.copyOf(environment);
    }

    private Key key() {
      Map<String, String> lasting = new LinkedHashMap<>(environment);
      lasting.keySet().removeAll(OF_THE_ATTEMPT);
      return new Key(tree, command, setup, lasting);
    }
  }

  /** Whether the check is known to succeed. */
  public synchronized boolean has(Check check) {
    return trees.get(check.key()) != null;
  }

  /** The check succeeded. */
  public synchronized void add(Check check) {
    trees.put(check.key(), true);
    if (trees.size() > most) {
      Collection<Key> keys = trees.keySet();
      keys.remove(keys.iterator().next());
    }
  }
}
