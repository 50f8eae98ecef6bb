package dev.signalbox.benchmarks.load;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.embedded.EmbeddedServers;
import dev.signalbox.embedded.ServersSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures, through the launcher and on durable servers, dispatch latency (need merged → the
 * dependent's command runs) beside its bare path, with one chain of tasks, so that other slots are
 * ready, and with as many as slots; and the makespan of a random plan over its lower bound. Prints
 * one JSON document with the raw samples.
 *
 * <p>Arguments: the launcher, then {@code slots}, {@code chain-length}, {@code dag-tasks} and
 * {@code port}, in this order; all but the launcher may be left out.
 */
public final class LoadDriver {
  private static final int WARM_UP = 300;
  private static final int WALKS = 500;
  private static final int WARM_CHAIN = 15;
  private static final long SEED = 20261121L;

  private final Path folder;
  private final int slots;
  private final int chainLength;
  private final int dagTasks;

  private LoadDriver(Path folder, List<Integer> numbers) {
    this.folder = folder;
    this.slots = numbers.get(0);
    this.chainLength = numbers.get(1);
    this.dagTasks = numbers.get(2);
  }

  /** Runs the measurement. */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    Path folder = Files.createTempDirectory("signalbox-load");
    List<Integer> numbers = new ArrayList<>(List.of(4, 40, 300, 18080));
    for (int i = 1; i < arguments.length; i++) {
      numbers.set(i - 1, Integer.parseInt(arguments[i]));
    }
    var driver = new LoadDriver(folder, numbers);
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("at", Instant.now());
    report.put("processors", Runtime.getRuntime().availableProcessors());
    report.put("slots", driver.slots);
    report.put("barePathMillis", driver.barePath());
    try (var line =
        new Line(Path.of(arguments[0]).toAbsolutePath(), folder, driver.slots, numbers.getLast())) {
      driver.latency(line, "warm-up", driver.slots, WARM_CHAIN);
      report.put("dispatchMillis", driver.latency(line, "chain", 1, driver.chainLength));
      report.put(
          "busyDispatchMillis", driver.latency(line, "chains", driver.slots, driver.chainLength));
      report.put("makespan", driver.makespan(line));
    }
    JsonMapper json = MessageCodec.mapper();
    System.out.println(json.writerWithDefaultPrettyPrinter().writeValueAsString(report));
  }

  private Percentiles barePath() throws SQLException, ExecutionException, InterruptedException {
    try (var servers = EmbeddedServers.start(ServersSettings.in(folder.resolve("bare")));
        var path = new BarePath(servers)) {
      path.walk(0, WARM_UP);
      return Percentiles.of(path.walk(WARM_UP, WALKS));
    }
  }

  private Percentiles latency(Line line, String name, int chains, int length) throws IOException {
    Workload workload = new Workload(name, slots, Workload.chains(chains, length));
    Path stamps = folder.resolve(name);
    Instant start = Instant.now();
    line.drive(workload, stamps);
    Map<TaskKey, Instant> merged = new MergeTimes(line.kafka()).since(start);
    List<Double> millis = new ArrayList<>();
    for (LoadTask task : workload.tasks()) {
      for (String need : task.needs()) {
        Instant before = merged.get(new TaskKey(need));
        if (before != null) {
          millis.add(startedNanos(stamps, task) / 1e6 - nanos(before) / 1e6);
        }
      }
    }
    return Percentiles.of(millis);
  }

  private Map<String, Object> makespan(Line line) throws IOException {
    var shape = new RandomDag.Shape(dagTasks, 60, 3, 50, 250);
    Workload workload = Workload.dag(slots, SEED, shape);
    JsonNode summary = line.drive(workload, folder.resolve("dag"));
    double seconds = summary.path("elapsedSeconds").asDouble();
    double bound = LowerBound.millis(workload.tasks(), slots) / 1000.0;
    return Map.of(
        "tasks", dagTasks,
        "seed", SEED,
        "elapsedSeconds", seconds,
        "lowerBoundSeconds", bound,
        "ratio", seconds / bound,
        "efficiency", summary.path("efficiency").asDouble());
  }

  private static double startedNanos(Path stamps, LoadTask task) throws IOException {
    return Double.parseDouble(Files.readString(stamps.resolve(task.key())).strip());
  }

  private static double nanos(Instant at) {
    return at.getEpochSecond() * 1e9 + at.getNano();
  }
}
