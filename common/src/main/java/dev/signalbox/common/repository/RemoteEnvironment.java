package dev.signalbox.common.repository;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The environment in which git talks to another host: what the user of this process has (keys,
 * agent, credential helper, proxy), but nobody is ever asked anything, and nothing points to
 * another repository.
 */
public final class RemoteEnvironment {

  private static final Set<String> ELSEWHERE =
      Set.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_QUARANTINE_PATH",
          "GIT_CURL_VERBOSE");

  private static final Predicate<String> UNWANTED =
      name -> ELSEWHERE.contains(name) || name.startsWith("GIT_TRACE");

  private RemoteEnvironment() {}

  /** Changes a process's environment into it. */
  public static void prepare(Map<String, String> environment) {
    environment.keySet().removeIf(UNWANTED);
    environment.putAll(
        Map.of(
            "LC_ALL", "C",
            "GIT_TERMINAL_PROMPT", "0",
            "SSH_ASKPASS", "",
            "SSH_ASKPASS_REQUIRE", "never",
            "GCM_INTERACTIVE", "never"));
  }

  /** Has ssh fail instead of asking, unless the user runs another program in its place. */
  public static void quietSsh(Map<String, String> environment) {
    if (!environment.containsKey("GIT_SSH")) {
      environment.putIfAbsent("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=15");
    }
  }
}
