package dev.signalbox.benchmarks.large;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Measures one very large plan through the launcher, on durable servers: from its text to its
 * acceptance, to the first attempt on the workers' topic, to its last task on the board, and what a
 * restart takes with it. Prints one JSON line.
 *
 * <p>Arguments: the launcher, then {@code tasks}, the form ({@code json} or {@code yaml}) and the
 * server's largest heap; all but the launcher may be left out.
 */
public final class LargePlan {
  private static final int NEEDS = 5;
  private static final int PATHS = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Map<String, Object> report = new LinkedHashMap<>();
  private final Box box;
  private final int tasks;

  private LargePlan(Box box, int tasks) {
    this.box = box;
    this.tasks = tasks;
  }

  /** Runs the measurement. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int tasks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
    String form = arguments.length > 2 ? arguments[2] : "json";
    String heap = arguments.length > 3 ? arguments[3] : "2g";
    Path folder = Files.createTempDirectory("signalbox-large");
    LargePlan driver =
        new LargePlan(new Box(Path.of(arguments[0]).toAbsolutePath(), folder, heap), tasks);
    driver.report.put("at", Instant.now());
    driver.report.put("processors", Runtime.getRuntime().availableProcessors());
    driver.report.put("form", form);
    driver.report.put("largestHeap", heap);
    driver.run(folder.resolve("repository/large." + form), form);
    System.out.println(MessageCodec.mapper().writeValueAsString(driver.report));
  }

  private void run(Path text, String form) throws IOException, InterruptedException {
    box.makeRepository();
    new LargeText(tasks, NEEDS, PATHS)
        .write(text, LargeText.Form.valueOf(form.toUpperCase(Locale.ROOT)));
    report.put("tasks", tasks);
    report.put("needs", (long) tasks * NEEDS);
    report.put("paths", (long) tasks * PATHS);
    report.put("textBytes", Files.size(text));
    report.put("emptyStartSeconds", seconds(box::up));
    report.put("emptyHeapMegabytes", box.heapMegabytes());
    try {
      accept(text);
      report.put("emptyingSeconds", seconds(box::down));
      report.put("restartSeconds", seconds(box::up));
      report.put("takeoverMillis", box.takeoverMillis());
      report.put("heapAfterRestartMegabytes", box.heapMegabytes());
    } finally {
      box.down();
    }
  }

  private void accept(Path text) throws IOException, InterruptedException {
    Instant begin = Instant.now();
    String plan = box.submit(text);
    Instant accepted = Instant.now();
    report.put("acceptSeconds", Duration.between(begin, accepted).toMillis() / 1e3);
    try (FirstDispatch dispatch = new FirstDispatch(box.kafka())) {
      FirstDispatch.Moments moments = dispatch.await(PATIENCE);
      report.put(
          "firstDispatchAfterDecisionSeconds",
          Duration.between(moments.decided(), moments.dispatched()).toMillis() / 1e3);
      report.put(
          "firstDispatchAfterAnswerSeconds",
          Duration.between(accepted, moments.dispatched()).toMillis() / 1e3);
    }
    awaitBoard(plan);
    report.put("boardSeconds", Duration.between(accepted, Instant.now()).toMillis() / 1e3);
    box.post("/api/v1/plans/" + plan + "/pause");
    long asked = System.nanoTime();
    report.put("wholePlanBytes", box.get("/api/v1/plans/" + plan).length());
    report.put("wholePlanSeconds", (System.nanoTime() - asked) / 1e9);
    report.put("heapMegabytes", box.heapMegabytes());
    report.put("peakMemoryMegabytes", box.peakMemoryMegabytes());
    report.put("cpuSeconds", box.cpuSeconds());
  }

  private void awaitBoard(String plan) throws IOException, InterruptedException {
    Wait.until("the board has all tasks", PATIENCE, () -> tasksOnBoard(plan) == tasks);
  }

  private int tasksOnBoard(String plan) throws IOException, InterruptedException {
    String view = box.get("/api/v1/plans/" + plan + "?tasks=false");
    return MessageCodec.mapper().readTree(view).path("taskCount").asInt(0);
  }

  /** A step that may fail. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private static double seconds(Step step) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    step.run();
    return (System.nanoTime() - begin) / 1e9;
  }
}
