package dev.signalbox.worker.core;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What keeps the tasks of two slots apart, in variables: ports, a database's name, caches. */
public final class SlotVariables {

  private static final int LONGEST_WORKER = 32;

  private SlotVariables() {}

  /**
   * What belongs to the slot alone.
   *
   * @param firstPort of the worker
   * @param ports of each slot
   */
  public static Map<String, String> own(String worker, int slot, int firstPort, int ports) {
    Map<String, String> own = new TreeMap<>();
    own.put("SIGNALBOX_PORT", Integer.toString(firstPort + (slot - 1) * ports));
    own.put("SIGNALBOX_PORT_COUNT", Integer.toString(ports));
    own.put("SIGNALBOX_DATABASE", database(worker, slot));
    return own;
  }

  /** A name that PostgreSQL takes without quotes: at most 63 small letters, digits and lines. */
  static String database(String worker, int slot) {
    String readable = worker.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String start = readable.substring(0, Math.min(LONGEST_WORKER, readable.length()));
    return "signalbox_" + start + "_" + Digest.of(worker).substring(0, 8) + "_" + slot;
  }

  /**
   * Where tools keep what they downloaded, for all slots of a repository. Only such tools are known
   * here that several may use at a time.
   */
  public static Map<String, String> caches(String folder, Collection<Cache> wanted) {
    Map<String, String> caches = new TreeMap<>();
    for (Cache cache : wanted) {
      caches.putAll(
          switch (cache) {
            case NPM -> Map.of("npm_config_cache", folder + "/npm");
            case PIP -> Map.of("PIP_CACHE_DIR", folder + "/pip");
            case GO -> Map.of("GOMODCACHE", folder + "/go/mod", "GOCACHE", folder + "/go/build");
            case MAVEN -> Map.of("MAVEN_ARGS", "-Dmaven.repo.local=" + folder + "/maven");
          });
    }
    return caches;
  }

  /** A tool whose downloads can be kept for a repository. */
  public enum Cache {
    NPM,
    PIP,
    GO,
    /** Maven 3 locks nothing in its local repository, so this one is a choice. */
    MAVEN
  }
}
