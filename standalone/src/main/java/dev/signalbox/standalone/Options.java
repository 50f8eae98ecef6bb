package dev.signalbox.standalone;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the command line asks for.
 *
 * @param home where all data is
 * @param port of the dashboard, on 127.0.0.1
 * @param kafkaPort where producers reach Kafka
 * @param slots how many attempts run at once
 * @param stopWith the process whose end stops this one
 * @param settings per service: settings of its own, over ours
 */
record Options(
    Path home,
    int port,
    int kafkaPort,
    int slots,
    OptionalLong stopWith,
    Map<Service, List<String>> settings) {

  /** 8080 gives Kafka's usual 9092. */
  static final int KAFKA_OFFSET = 1012;

  private static final int FEWEST_SLOTS = 4;
  private static final int MOST_SLOTS = 16;

  Options {
    settings = Map.copyOf(settings);
  }

  /** Reads {@code --name value} pairs; {@code --set worker:lease=5s} gives a service a setting. */
  static Options parse(String... arguments) {
    Draft draft = new Draft();
    for (int index = 0; index < arguments.length; index += 2) {
      if (index + 1 == arguments.length) {
        throw new IllegalArgumentException(arguments[index] + " needs a value");
      }
      draft.take(arguments[index], arguments[index + 1]);
    }
    return draft.options();
  }

  List<String> settingsOf(Service service) {
    return settings.getOrDefault(service, List.of());
  }

  private static final class Draft {
    private Path home = Path.of(System.getProperty("user.home"), ".signalbox");
    private int port = 8080;
    private int kafkaPort;
    private int slots =
        Math.clamp(Runtime.getRuntime().availableProcessors(), FEWEST_SLOTS, MOST_SLOTS);
    private OptionalLong stopWith = OptionalLong.empty();
    private final Map<Service, List<String>> settings = new java.util.EnumMap<>(Service.class);

    void take(String name, String value) {
      switch (name) {
        case "--home" -> home = Path.of(value).toAbsolutePath().normalize();
        case "--port" -> port = Integer.parseInt(value);
        case "--kafka-port" -> kafkaPort = Integer.parseInt(value);
        case "--slots" -> slots = Integer.parseInt(value);
        case "--stop-with" -> stopWith = OptionalLong.of(Long.parseLong(value));
        case "--set" -> set(value);
        default -> throw new IllegalArgumentException("unknown option " + name);
      }
    }

    private void set(String value) {
      int colon = value.indexOf(':');
      if (colon < 0 || value.indexOf('=', colon) < 0) {
        throw new IllegalArgumentException("--set takes service:key=value, not " + value);
      }
      Service service = Service.named(value.substring(0, colon));
      settings
          .computeIfAbsent(service, each -> new ArrayList<>())
          .add("--" + value.substring(colon + 1));
    }

    Options options() {
      int kafka = kafkaPort == 0 ? port + KAFKA_OFFSET : kafkaPort;
      return new Options(home, port, kafka, slots, stopWith, settings);
    }
  }
}
