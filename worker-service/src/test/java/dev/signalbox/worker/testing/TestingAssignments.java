package dev.signalbox.worker.testing;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.Person;
import dev.signalbox.common.plan.ConflictPolicy;
import dev.signalbox.common.plan.ExecutorKind;
import dev.signalbox.common.plan.MergeSpec;
import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.common.plan.OnConflict;
import dev.signalbox.common.plan.Priority;
import dev.signalbox.common.plan.RetrySpec;
import dev.signalbox.common.plan.SetupStep;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.common.plan.TaskType;
import dev.signalbox.common.plan.Undeclared;
import dev.signalbox.common.plan.WorkerKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Builds assignments; what a test does not name has a sensible value. */
public final class TestingAssignments {

  private static final AtomicLong TOKENS = new AtomicLong();

  private final RepositoryId repository;
  private final String location;
  private PlanId plan = new PlanId(UUID.randomUUID());
  private String key = "task-" + TOKENS.incrementAndGet();
  private int number = 1;
  private List<String> files = List.of("src/");
  private List<String> reads = List.of();
  private boolean deferring;
  private List<String> skills = List.of();
  private @Nullable String run = "true";
  private @Nullable String prompt;
  private @Nullable String agent;
  private @Nullable String verify;
  private MergeStrategy strategy = MergeStrategy.REBASE;
  private OnConflict onConflict = OnConflict.RETRY;
  private @Nullable String review;
  private @Nullable String pullRequest;
  private Undeclared undeclared = Undeclared.CLAIM;
  private List<SetupStep> setup = List.of();
  private Duration timeout = Duration.ofMinutes(1);
  private Duration ttl = Duration.ofMinutes(1);
  private Map<String, String> env = Map.of("OWN", "mine");
  private Map<TaskKey, Map<String, String>> outputs = Map.of();

  private @Nullable Person person;

  private TestingAssignments(RepositoryId repository, String location) {
    this.repository = repository;
    this.location = location;
  }

  public static TestingAssignments in(TestingRepository repository) {
    return new TestingAssignments(repository.id(), repository.folder().toString());
  }

  public static TestingAssignments in(RepositoryId repository, String location) {
    return new TestingAssignments(repository, location);
  }

  public TestingAssignments run(String command) {
    run = command;
    return this;
  }

  public TestingAssignments prompt(String text, @Nullable String command) {
    run = null;
    prompt = text;
    agent = command;
    return this;
  }

  public TestingAssignments files(String... patterns) {
    files = List.of(patterns);
    return this;
  }

  public TestingAssignments reads(String... patterns) {
    reads = List.of(patterns);
    return this;
  }

  /** Claims what it writes only before its merge. */
  public TestingAssignments deferMerge() {
    deferring = true;
    return this;
  }

  public TestingAssignments skills(String... needed) {
    skills = List.of(needed);
    return this;
  }

  public TestingAssignments verify(String command) {
    verify = command;
    return this;
  }

  public TestingAssignments strategy(MergeStrategy chosen) {
    strategy = chosen;
    return this;
  }

  public TestingAssignments onConflict(OnConflict policy) {
    onConflict = policy;
    return this;
  }

  public TestingAssignments review(String command) {
    review = command;
    return this;
  }

  public TestingAssignments pullRequest(String command) {
    strategy = MergeStrategy.PULL_REQUEST;
    pullRequest = command;
    return this;
  }

  public TestingAssignments undeclared(Undeclared policy) {
    undeclared = policy;
    return this;
  }

  public TestingAssignments setup(SetupStep... steps) {
    setup = List.of(steps);
    return this;
  }

  public TestingAssignments timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  public TestingAssignments env(Map<String, String> variables) {
    env = variables;
    return this;
  }

  /** What a need of the task gave. */
  public TestingAssignments given(String need, Map<String, String> values) {
    outputs = Map.of(new TaskKey(need), values);
    return this;
  }

  public TestingAssignments ttl(Duration claimTtl) {
    ttl = claimTtl;
    return this;
  }

  /** A person does it. */
  public TestingAssignments person(String name, @Nullable String email) {
    run = null;
    person = new Person(name, email);
    return this;
  }

  /** The same task again. */
  public TestingAssignments attempt(AttemptRef former) {
    plan = former.task().plan();
    key = former.task().key().value();
    number = former.number() + 1;
    return this;
  }

  public Assignment build() {
    TaskKey task = new TaskKey(key);
    AttemptRef attempt =
        new AttemptRef(new TaskId(plan, task), number, new FencingToken(TOKENS.incrementAndGet()));
    TaskSpec spec = spec(task);
    Footprint whole = spec.declared();
    return new Assignment(
        UUID.randomUUID(),
        Instant.now(),
        attempt,
        repository,
        location,
        "plan",
        TestingRepository.MERGE_BRANCH,
        spec,
        deferring ? whole.withoutWrites() : whole,
        deferring ? whole.withoutReads() : null,
        new MergeSpec(strategy, verify, onConflict, review, pullRequest),
        undeclared,
        setup,
        agent,
        ttl,
        outputs,
        person);
  }

  private TaskSpec spec(TaskKey task) {
    return new TaskSpec(
        task,
        "Do the work of " + task,
        7,
        TaskType.FEAT,
        Priority.P1,
        List.of(),
        Footprint.patterns(files),
        Footprint.patterns(reads),
        run,
        prompt,
        Map.of("size", "3"),
        env,
        Map.of(),
        skills,
        timeout,
        null,
        RetrySpec.DEFAULTS,
        WorkerKind.ANY,
        ExecutorKind.PROCESS,
        null,
        deferring ? ConflictPolicy.DEFER_MERGE : ConflictPolicy.SERIALIZE,
        false);
  }
}
