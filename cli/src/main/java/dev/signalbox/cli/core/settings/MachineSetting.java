package dev.signalbox.cli.core.settings;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How much of the machine may be used: one setting with its names. */
public enum MachineSetting {
  MAX_WORKERS("max-workers", List.of("SIGNALBOX_MAX_WORKERS", "AIPM_MAX_WORKERS"), Form.COUNT),
  MAX_CPU("max-cpu", List.of("SIGNALBOX_MAX_CPU", "AIPM_MAX_CPU_PERCENT"), Form.PERCENT),
  MAX_MEMORY(
      "max-memory", List.of("SIGNALBOX_MAX_MEMORY", "AIPM_MAX_MEMORY_PERCENT"), Form.PERCENT),
  RESOURCE_MONITORING(
      "resource-monitoring",
      List.of("SIGNALBOX_RESOURCE_MONITORING", "AIPM_ENABLE_MONITORING"),
      Form.SWITCH),
  AUTO_SCALING(
      "auto-scaling", List.of("SIGNALBOX_AUTO_SCALING", "AIPM_ENABLE_AUTO_SCALING"), Form.SWITCH);

  private static final int MOST_WORKERS = 256;
  private static final double HUNDRED = 100;
  private static final Set<String> ON = Set.of("true", "1", "yes", "on");
  private static final Set<String> OFF = Set.of("false", "0", "no", "off");

  private final String key;
  private final List<String> variables;
  private final Form form;

  private enum Form {
    COUNT,
    PERCENT,
    SWITCH
  }

  MachineSetting(String key, List<String> variables, Form form) {
    this.key = key;
    this.variables = variables;
    this.form = form;
  }

  /** As in the file of settings, and in the limits of a plan. */
  public String key() {
    return key;
  }

  /** The environment variables, the one that counts first. */
  List<String> variables() {
    return variables;
  }

  /** As the server is told. */
  List<String> forServer(Object value) {
    return this == MAX_WORKERS
        ? List.of("--slots", value.toString())
        : List.of("--set", "worker:signalbox.worker.scaling." + key + "=" + value);
  }

  /**
   * The value behind a text.
   *
   * @param origin where it stands, for the error
   */
  Object parse(String text, String origin) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    return switch (form) {
      case COUNT -> count(word, origin);
      case PERCENT -> percent(word, origin);
      case SWITCH -> {
        if (!ON.contains(word) && !OFF.contains(word)) {
          throw refused(text, origin, "is neither true nor false");
        }
        yield ON.contains(word);
      }
    };
  }

  private Object count(String word, String origin) {
    if (word.matches("[0-9]{1,3}")) {
      int count = Integer.parseInt(word);
      if (count >= 1 && count <= MOST_WORKERS) {
        return count;
      }
    }
    throw refused(word, origin, "is not a whole number from 1 to " + MOST_WORKERS);
  }

  private Object percent(String word, String origin) {
    if (word.matches("[0-9]{1,3}([.][0-9]{1,6})?")) {
      double percent = Double.parseDouble(word);
      if (percent > 0 && percent <= HUNDRED) {
        return percent;
      }
    }
    throw refused(word, origin, "is not a percentage above 0 and up to 100");
  }

  private CommandFailure refused(String text, String origin, String why) {
    return new CommandFailure(
        ExitCode.USAGE, origin + " " + why + ": " + text, "", "as in " + example());
  }

  private String example() {
    return switch (form) {
      case COUNT -> key + " 8";
      case PERCENT -> key + " 85";
      case SWITCH -> key + " false";
    };
  }
}
