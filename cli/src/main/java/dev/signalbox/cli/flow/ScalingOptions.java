package dev.signalbox.cli.flow;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.settings.MachineSetting;
import dev.signalbox.cli.core.settings.MachineSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much of the machine may be used. */
final class ScalingOptions {
  private static final String FILE = "config.yaml";
  private static final int FEWEST_SLOTS = 4;
  private static final int MOST_SLOTS = 16;

  @Option(
      names = "--max-workers",
      paramLabel = "N",
      description = "Tasks that run at one time ($SIGNALBOX_MAX_WORKERS).")
  private @Nullable String maxWorkers;

  @Option(
      names = "--max-cpu",
      paramLabel = "PERCENT",
      description = "Processor load from which fewer run (default: 85, $SIGNALBOX_MAX_CPU).")
  private @Nullable String maxCpu;

  @Option(
      names = "--max-memory",
      paramLabel = "PERCENT",
      description = "Memory use from which fewer run (default: 85, $SIGNALBOX_MAX_MEMORY).")
  private @Nullable String maxMemory;

  @Option(
      names = "--no-resource-monitoring",
      description = "Let the load limit nothing ($SIGNALBOX_RESOURCE_MONITORING=false).")
  private boolean noMonitoring;

  @Option(
      names = "--no-auto-scaling",
      description = "Keep the maximum under load ($SIGNALBOX_AUTO_SCALING=false).")
  private boolean noScaling;

  /** What a system started in the home is told. */
  MachineSettings ofServer(Path home) {
    return MachineSettings.of(asGiven(), System.getenv(), file(home), FILE);
  }

  /**
   * What a system is told that is started for a plan: it has room for what was asked of the plan,
   * and never less than it would have without.
   */
  MachineSettings ofServerForPlan(Path home) {
    Map<MachineSetting, String> others = asGiven();
    others.remove(MachineSetting.MAX_WORKERS);
    int processors = Runtime.getRuntime().availableProcessors();
    return MachineSettings.of(others, System.getenv(), file(home), FILE)
        .withWorkersOf(ofPlan(), Math.clamp(processors, FEWEST_SLOTS, MOST_SLOTS));
  }

  /** What was asked on the command line alone, for one plan. */
  MachineSettings ofPlan() {
    return MachineSettings.of(asGiven(), Map.of(), "", FILE);
  }

  /** Whether the command line says anything. */
  boolean isGiven() {
    return !asGiven().isEmpty();
  }

  private Map<MachineSetting, String> asGiven() {
    Map<MachineSetting, String> given = new EnumMap<>(MachineSetting.class);
    put(given, MachineSetting.MAX_WORKERS, maxWorkers);
    put(given, MachineSetting.MAX_CPU, maxCpu);
    put(given, MachineSetting.MAX_MEMORY, maxMemory);
    put(given, MachineSetting.RESOURCE_MONITORING, noMonitoring ? "false" : null);
    put(given, MachineSetting.AUTO_SCALING, noScaling ? "false" : null);
    return given;
  }

  private static void put(
      Map<MachineSetting, String> given, MachineSetting setting, @Nullable String value) {
    if (value != null) {
      given.put(setting, value);
    }
  }

  private static String file(Path home) {
    Path file = home.resolve(FILE);
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "cannot read " + file,
          String.valueOf(unreadable.getMessage()),
          "make it readable UTF-8 text, or remove it");
    }
  }
}
