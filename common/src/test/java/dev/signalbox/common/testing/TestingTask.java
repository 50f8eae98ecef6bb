package dev.signalbox.common.testing;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.ConflictPolicy;
import dev.signalbox.common.plan.Estimate;
import dev.signalbox.common.plan.ExecutorKind;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.RetrySpec;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.plan.TaskType;
import dev.signalbox.common.plan.WorkerKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds a task for a test, as in {@code task("a").needs("b").files("x").run("make").build()}. */
public final class TestingTask {
  private final String key;
  private List<TaskKey> needs = List.of();
  private List<PathPattern> files = List.of();
  private List<PathPattern> reads = List.of();
  private List<String> skills = List.of();
  private Map<String, String> env = Map.of();
  private Priority priority = Priority.P2;
  private Duration timeout = Duration.ofHours(1);
  private RetrySpec retry = RetrySpec.DEFAULTS;
  private @Nullable String run = "true";
  private @Nullable String prompt;
  private @Nullable Estimate estimate;
  private TaskType type = TaskType.FEAT;
  private ConflictPolicy conflicts = ConflictPolicy.SERIALIZE;
  private WorkerKind worker = WorkerKind.ANY;
  private boolean largeDeletions;

  TestingTask(String key) {
    this.key = key;
  }

  public TestingTask needs(String... keys) {
    needs = TestingPlans.keys(keys);
    return this;
  }

  public TestingTask files(String... patterns) {
    files = Footprint.patterns(List.of(patterns));
    return this;
  }

  public TestingTask reads(String... patterns) {
    reads = Footprint.patterns(List.of(patterns));
    return this;
  }

  public TestingTask skills(String... names) {
    skills = List.of(names);
    return this;
  }

  public TestingTask env(Map<String, String> values) {
    env = values;
    return this;
  }

  public TestingTask priority(Priority value) {
    priority = value;
    return this;
  }

  public TestingTask timeout(Duration value) {
    timeout = value;
    return this;
  }

  /** So many tries after the first, with that backoff, for every retryable reason. */
  public TestingTask retry(int max, Duration backoff) {
    retry = new RetrySpec(max, backoff, RetrySpec.RETRYABLE);
    return this;
  }

  public TestingTask estimate(Duration value) {
    estimate = new Estimate(value, null);
    return this;
  }

  /** An estimate in story points instead of a time. */
  public TestingTask points(double value) {
    estimate = new Estimate(null, value);
    return this;
  }

  public TestingTask type(TaskType value) {
    type = value;
    return this;
  }

  public TestingTask run(String command) {
    run = command;
    prompt = null;
    return this;
  }

  public TestingTask prompt(String text) {
    prompt = text;
    run = null;
    return this;
  }

  public TestingTask conflicts(ConflictPolicy policy) {
    conflicts = policy;
    return this;
  }

  public TestingTask worker(WorkerKind kind) {
    worker = kind;
    return this;
  }

  public TestingTask largeDeletions() {
    largeDeletions = true;
    return this;
  }

  public TaskSpec build() {
    return new TaskSpec(
        new TaskKey(key),
        key,
        null,
        type,
        priority,
        needs,
        files,
        reads,
        run,
        prompt,
        Map.of(),
        env,
        Map.of(),
        skills,
        timeout,
        estimate,
        retry,
        worker,
        ExecutorKind.PROCESS,
        null,
        conflicts,
        largeDeletions);
  }
}
