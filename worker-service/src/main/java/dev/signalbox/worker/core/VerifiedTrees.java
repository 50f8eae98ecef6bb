package dev.signalbox.worker.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Remembers on which trees a check command succeeded, the latest of them, for use by many threads.
 */
public final class VerifiedTrees {

  private static final Set<String> OF_THE_SLOT =
      Set.of("SIGNALBOX_SLOT", "SIGNALBOX_PORT", "SIGNALBOX_DATABASE");

  private final int most;
  private final Map<Check, Boolean> trees =
      Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true));

  /**
   * @param most how many are remembered
   */
  public VerifiedTrees(int most) {
    this.most = most;
  }

  /**
   * All that the result of a check depends on.
   *
   * @param setup what was set up in the worktree
   * @param environment a digest of the variables
   */
  public record Check(String tree, String command, String setup, String environment) {

    /** The check with those variables; those that only say where it runs do not count. */
    public static Check of(
        String tree, String command, String setup, Map<String, String> variables) {
      Map<String, String> lasting = new TreeMap<>(variables);
      String place = variables.getOrDefault("SIGNALBOX_WORKTREE", " ");
      lasting.keySet().removeAll(OF_THE_SLOT);
      lasting.replaceAll((name, value) -> value.replace(place, ""));
      return new Check(tree, command, setup, TaskEnvironment.digest(lasting));
    }
  }

  /** Whether the check is known to succeed. */
  public boolean has(Check check) {
    return trees.get(check) != null;
  }

  /** The check succeeded. */
  public void add(Check check) {
    trees.put(check, true);
    synchronized (trees) {
      if (trees.size() > most) {
        trees.remove(trees.keySet().iterator().next());
      }
    }
  }
}
