package dev.signalbox.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.standalone.TestingRepository;
import dev.signalbox.worker.core.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** I1 to I7 on real parts: a worker dies, or stands still, at each of its steps. */
class NothingIsLostIT {
  private static final String LONG_EDITION = "signalbox.proof.rounds";
  private static final int ROUNDS = Integer.getInteger(LONG_EDITION, 1);
  private static final int AT_ONCE = 4;
  private static final int TASKS = 32;
  private static final int FIFTY = 50;
  private static final String CLAIMS = "/api/v1/claims";
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir private static Path folder;
  private static Parts parts;

  @BeforeAll
  static void start() throws SQLException {
    parts = Parts.start(folder);
  }

  @AfterAll
  static void stop() {
    if (parts != null) { // it did not start
      parts.close();
    }
  }

  /**
   * Every worker stands still at a step of its own until its claim is gone and its task is done by
   * another. When it goes on, it must not do anything; and then it is killed at the same step.
   */
  @Test
  @EnabledIfSystemProperty(named = LONG_EDITION, matches = "\\d+")
  void aWorkerThatStandsStillOrDiesAtAnyStepLosesNothingAndDoesNothingTwice() throws Exception {
    for (int round = 1; round <= ROUNDS; round++) {
      everyStepOnce("-" + round);
    }
  }

  private static void everyStepOnce(String round) throws Exception {
    ProofPlan first = plan("paused" + round);
    TestingRepository repository = repository(first.name());
    String paused = parts.submit(first.yaml(repository.directory()));
    Map<Step, Child> victims = allStandStill(round);

    Child healthy = parts.worker("healthy" + round, 4);
    new Ledger(parts.servers(), paused).awaitCompleted(LONG);
    Evidence evidence = new Evidence(repository, first);
    evidence.everyTaskIsMergedOnceAfterItsNeeds();
    healthy.end();
    victims.values().forEach(victim -> victim.signal("CONT"));

    ProofPlan second = plan("killed" + round);
    TestingRepository other = repository(second.name());
    String killed = parts.submit(second.yaml(other.directory()));
    victims.values().forEach(Child::awaitDead);
    Child another = parts.worker("another" + round, 4);
    new Ledger(parts.servers(), killed).awaitCompleted(LONG);
    another.end();

    List<Path> homes = homes(victims.values());
    victims.values().parallelStream().forEach(victim -> parts.startAgain(victim.name()));
    holds(repository, first, homes);
    holds(other, second, homes);
    Claims.of(parts.servers(), paused).neverOverlap(first.files());
    Claims.of(parts.servers(), killed).neverOverlap(second.files());
  }

  /**
   * Interleaving 1: a worker stands still with its result on the tip of the branch; its claim runs
   * out, another attempt claims and runs, and the branch has not moved. The claim ref alone refuses
   * the merge: on a copy of the repository, comparing the branch alone lets it through.
   */
  @Test
  void theMergeOfAZombieIsRefusedByItsClaimRefAlone() throws Exception {
    TestingRepository repository = repository("zombie");
    Path signs = Files.createDirectories(folder.resolve("signs"));
    String id = parts.submit(oneTask(repository, signs));
    Child zombie = parts.worker("zombie", 1, "--signalbox.worker.fail-point=merging-written:pause");
    zombie.awaitStopped();
    String result = commitAboutToBeMerged(repository);
    Files.createFile(signs.resolve("again"));
    Child heir = parts.worker("heir", 1);
    await("the heir runs").atMost(LONG).until(() -> Files.exists(signs.resolve("running")));
    TestingRepository copy = copyOf(repository);

    zombie.signal("CONT");
    await("the zombie gave up")
        .atMost(LONG)
        .until(() -> !Claims.of(parts.servers(), id).wasStopped("zombie").isEmpty());
    assertThat(Claims.of(parts.servers(), id).wasStopped("zombie").getFirst().detail())
        .contains("another attempt has the claim");
    assertThat(repository.git("rev-parse", "main").strip()).isEqualTo(repository.base());
    copy.git("update-ref", "refs/heads/main", result, repository.base());

    Files.createFile(signs.resolve("go"));
    new Ledger(parts.servers(), id).awaitCompleted(LONG);
    zombie.end();
    heir.end();
    assertThat(repository.commits("main")).hasSize(1);
    assertThat(repository.git("for-each-ref", "refs/signalbox/preserve")).contains("/one/");
  }

  /** I3, I6, I7: fifty tasks run, one part of the system fails, and each task is done once. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"KAFKA_IS_RECREATED_EMPTY", "A_SECOND_SCHEDULER_TAKES_OVER_FROM_ONE_THAT_GOES_ON"})
  void fiftyTasksCompleteOnceWhen(Fault fault) throws Exception {
    completeOnce(fault);
  }

  /** The same, where it takes long. */
  @ParameterizedTest
  @EnabledIfSystemProperty(named = LONG_EDITION, matches = "\\d+")
  @EnumSource(
      names = {"KAFKA_IS_RECREATED_EMPTY", "A_SECOND_SCHEDULER_TAKES_OVER_FROM_ONE_THAT_GOES_ON"})
  void fiftyTasksCompleteOnceInTheLongEditionWhen(Fault fault) throws Exception {
    completeOnce(fault);
  }

  private static void completeOnce(Fault fault) throws Exception {
    ProofPlan plan =
        new ProofPlan("fault-" + fault.ordinal(), FIFTY, 0.3, UUID.randomUUID().toString());
    TestingRepository repository = repository(plan.name());
    Child worker = parts.worker("worker-" + fault.ordinal(), 8);
    String id = parts.submit(plan.yaml(repository.directory()));
    Ledger ledger = new Ledger(parts.servers(), id);
    try {
      ledger.awaitSome(5);

      fault.strike(parts);

      ledger.awaitCompleted(LONG);
    } finally {
      worker.end();
      parts.endFormerSchedulers();
    }
    holds(repository, plan, List.of(parts.home(worker.name())));
  }

  /** Who stands still inside an update has refs locked: whoever needs them waits. */
  private static Map<Step, Child> allStandStill(String round) {
    Map<Step, Child> victims = new EnumMap<>(Step.class);
    for (Step step : Step.values()) {
      if (step != Step.REFS_LOCKED) {
        victims.put(step, victim(step, round));
        if (victims.size() % AT_ONCE == 0) {
          victims.values().forEach(Child::awaitStopped);
        }
      }
    }
    victims.values().forEach(Child::awaitStopped);
    Child locking = victim(Step.REFS_LOCKED, round);
    locking.awaitStopped();
    await("no victim has a claim").atMost(LONG).until(() -> parts.askLock(CLAIMS).equals("[]"));
    victims.put(Step.REFS_LOCKED, locking);
    victims.forEach((step, victim) -> {
      if (step == Step.REFS_LOCKED || step == Step.FIRST_REF_MOVED) {
        victim.signal("CONT");
      }
    });
    return victims;
  }

  private static void holds(TestingRepository repository, ProofPlan plan, List<Path> homes)
      throws IOException {
    Evidence evidence = new Evidence(repository, plan);
    evidence.everyTaskIsMergedOnceAfterItsNeeds();
    evidence.everyCommitIsReachable(homes);
    evidence.nothingIsLeftBehind(homes);
  }

  private static Child victim(Step step, String round) {
    String point = FailPoint.nameOf(step);
    return parts.worker(
        "at-" + point + round,
        1,
        "--signalbox.worker.fail-point=" + point + ":pause," + point + "@2:kill");
  }

  /** Its second attempt waits for a sign before it ends. */
  private static String oneTask(TestingRepository repository, Path signs) {
    return """
    signalbox: 1
    name: zombie
    repository: { path: %1$s, target: main }
    tasks:
      one:
        files: [a.txt]
        run: |
          echo $SIGNALBOX_TOKEN > a.txt
          if [ -e %2$s/again ]; then
            touch %2$s/running
            until [ -e %2$s/go ]; do sleep 0.05; done
          fi
    """
        .formatted(repository.directory(), signs);
  }

  private static String commitAboutToBeMerged(TestingRepository repository) {
    String claim = repository.git("for-each-ref", "--format=%(refname)", "refs/signalbox/claims");
    String record = repository.git("cat-file", "blob", claim.strip());
    return record.replaceFirst("(?s).*\"commit\":\"([0-9a-f]{40})\".*", "$1");
  }

  private static TestingRepository copyOf(TestingRepository repository) throws IOException {
    Path copy = repository.directory().resolveSibling("copy.git");
    try (Stream<Path> files = Files.walk(repository.directory())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(repository.directory().relativize(file).toString()));
      }
    }
    return new TestingRepository(copy, repository.base());
  }

  private static List<Path> homes(Collection<Child> workers) {
    return workers.stream().map(worker -> parts.home(worker.name())).toList();
  }

  private static ProofPlan plan(String name) {
    return new ProofPlan(name, TASKS, 0.1, UUID.randomUUID().toString());
  }

  private static TestingRepository repository(String name) {
    return TestingRepository.bare(
        folder.resolve("repositories/" + name + "/shop.git"), Map.of("README.md", "start\n"));
  }
}
