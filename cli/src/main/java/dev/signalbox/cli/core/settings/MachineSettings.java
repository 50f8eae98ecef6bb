package dev.signalbox.cli.core.settings;

import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What is set of the machine: an option wins over the environment, that over the file. */
public final class MachineSettings {

  private final Map<MachineSetting, Object> values;

  private MachineSettings(Map<MachineSetting, Object> values) {
    this.values = values;
  }

  /**
   * Brings the three together; each is checked, also where another wins.
   *
   * @param options as given on the command line
   * @param file the text of the file of settings; empty when there is none
   * @param name of that file, for errors
   */
  public static MachineSettings of(
      Map<MachineSetting, String> options,
      Map<String, String> environment,
      String file,
      String name) {
    Map<MachineSetting, Object> values = new EnumMap<>(MachineSetting.class);
    values.putAll(fromFile(file, name));
    for (MachineSetting setting : MachineSetting.values()) {
      fromEnvironment(setting, environment).ifPresent(value -> values.put(setting, value));
      Optional.ofNullable(options.get(setting))
          .map(text -> setting.parse(text, "--" + setting.key()))
          .ifPresent(value -> values.put(setting, value));
    }
    return new MachineSettings(values);
  }

  /** As a new server is told. */
  public List<String> forServer() {
    List<String> arguments = new ArrayList<>();
    values.forEach((setting, value) -> arguments.addAll(setting.forServer(value)));
    return arguments;
  }

  /** As the limits of a plan, by their names there. */
  public Map<String, Object> forPlan() {
    Map<String, Object> limits = new LinkedHashMap<>();
    values.forEach((setting, value) -> limits.put(setting.key(), value));
    return limits;
  }

  /** The same, with that many workers at least. */
  public MachineSettings withWorkersOf(MachineSettings other, int otherwise) {
    Map<MachineSetting, Object> more = new EnumMap<>(MachineSetting.class);
    more.putAll(values);
    Object asked = other.values.get(MachineSetting.MAX_WORKERS);
    if (asked instanceof Integer count) {
      Object had = values.getOrDefault(MachineSetting.MAX_WORKERS, otherwise);
      more.put(MachineSetting.MAX_WORKERS, Math.max(count, (Integer) had));
    }
    return new MachineSettings(more);
  }

  private static Optional<Object> fromEnvironment(
      MachineSetting setting, Map<String, String> environment) {
    return setting.variables().stream()
        .filter(variable -> !environment.getOrDefault(variable, "").isBlank())
        .findFirst()
        .map(variable -> setting.parse(environment.getOrDefault(variable, ""), variable));
  }

  private static Map<MachineSetting, Object> fromFile(String file, String name) {
    Map<MachineSetting, Object> values = new EnumMap<>(MachineSetting.class);
    if (parsed(file, name) instanceof Map<?, ?> entries) {
      entries.forEach((key, value) -> {
        MachineSetting setting = named(String.valueOf(key), name);
        values.put(setting, setting.parse(String.valueOf(value), name + ": " + key));
      });
    } else if (!file.isBlank()) {
      throw unreadable(name, "it is no list of settings");
    }
    return values;
  }

  private static Object parsed(String file, String name) {
    try {
      Object document = new Load(LoadSettings.builder().build()).loadFromString(file);
      return document == null ? Map.of() : document;
    } catch (YamlEngineException broken) {
      throw unreadable(name, String.valueOf(broken.getMessage()));
    }
  }

  private static MachineSetting named(String key, String name) {
    return Arrays.stream(MachineSetting.values())
        .filter(setting -> setting.key().equals(key))
        .findFirst()
        .orElseThrow(() -> unreadable(name, "there is no setting " + key));
  }

  private static CommandFailure unreadable(String name, String why) {
    String known =
        Arrays.stream(MachineSetting.values())
            .map(MachineSetting::key)
            .collect(Collectors.joining(", "));
    return new CommandFailure(
        ExitCode.USAGE, "cannot use " + name + ": " + why, "", "it may set " + known);
  }
}
