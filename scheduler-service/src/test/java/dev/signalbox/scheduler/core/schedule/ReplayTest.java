package dev.signalbox.scheduler.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.core.replay.Journal;
import dev.signalbox.scheduler.core.replay.LineCodec;
import dev.signalbox.scheduler.core.replay.RecordedCore;
import dev.signalbox.scheduler.core.replay.RecordedFleet;
import dev.signalbox.scheduler.core.replay.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** C32, I8: a recording, done again, gives the same decisions byte for byte, or says where not. */
class ReplayTest {
  private static final int STEPS = 150;

  private final LineCodec codec = new LineCodec();
  private final List<String> lines = new ArrayList<>();
  private final Journal journal = (call, answer) -> lines.add(codec.line(call, answer));

  @Property(tries = 50)
  @Label("I8: what a core was told and said, done again from its text, is the same byte for byte")
  void anyHistoryIsTheSameAgain(@ForAll long seed) {
    lines.clear();
    Simulation simulation = new Simulation(seed);
    simulation.run(STEPS);
    record(simulation);
    List<String> recorded = List.copyOf(lines);
    Replay replay = new Replay();
    for (String line : recorded) {
      assertThat(replay.take(line)).as(line).isEmpty();
    }
    assertThat(replay.inputs()).isEqualTo(simulation.told.size());
    assertThat(replay.decisions()).isEqualTo(simulation.told.size());
    assertThat(replay.repositories()).isEqualTo(1);
  }

  /** Plans that are over leave the memory and are restored, so restoring is in it too. */
  private void record(Simulation simulation) {
    RecordedFleet fleet =
        new RecordedFleet(simulation.policies, 1, Duration.ofSeconds(90), journal);
    fleet.heard(TestingCore.heartbeat(Simulation.SLOTS, TestingClock.START), TestingClock.START);
    RecordedCore core = fleet.open(TestingPlans.REPOSITORY);
    StoredCore stored = new StoredCore(core);
    AtomicLong tokens = new AtomicLong();
    for (Simulation.Told told : simulation.told) {
      stored.apply(told.input(), told.at());
      stored.decide(told.at(), () -> new FencingToken(tokens.incrementAndGet()));
    }
    core.abandon();
  }

  @Test
  void anotherInputIsADifferenceAtItsLine() {
    RecordedCore core = begin();
    PlanSetup setup = TestingCore.setup(TestingCore.planId(1), plan());
    core.apply(new Input.Accept(setup, "text"), TestingClock.START);
    core.decide(TestingClock.START, tokens());
    int accepted = lines.size() - 2;
    String without = lines.get(accepted).replace("\"key\":\"b\"", "\"key\":\"c\"");
    lines.set(accepted, without);

    Replay replay = new Replay();
    lines.subList(0, accepted).forEach(line -> assertThat(replay.take(line)).isEmpty());
    Optional<Replay.Difference> difference = replay.take(without);

    assertThat(difference).isPresent();
    assertThat(difference.orElseThrow().expected()).contains("\"b\"");
    assertThat(difference.orElseThrow().got()).contains("\"c\"").doesNotContain("\"b\"");
  }

  @Test
  void everythingThatHappensToTheFleetAndToCoresIsDoneAgain() {
    Instant now = TestingClock.START;
    RecordedFleet fleet = new RecordedFleet(Policies.DEFAULTS, 0, Duration.ofSeconds(90), journal);
    RecordedCore core = fleet.open(TestingPlans.REPOSITORY);
    core.restore(new SavedRepository(List.of(1L, 2L), Map.of("main", 9L, "dev", 8L)), 3);
    core.remember(List.of());
    WorkerMessage.Heartbeat beat = TestingCore.heartbeat(2, now);
    fleet.heard(beat, now);
    fleet.restartLeases(now);
    assertThat(fleet.expire(now)).isEmpty();
    assertThat(fleet.expire(now.plus(Duration.ofDays(3)))).hasSize(1);
    fleet.heard(beat, now);
    fleet.left(new WorkerMessage.Left(new UUID(1, 1), now, beat.worker(), beat.instance()));
    core.abandon();

    Replay replay = new Replay();
    assertThat(lines).hasSize(10).allSatisfy(line -> assertThat(replay.take(line)).isEmpty());
    assertThat(replay.inputs()).isZero();
  }

  @Test
  void aCallThatFailedFailsAgain() {
    RecordedCore core = begin();
    PlanSetup setup = TestingCore.setup(TestingCore.planId(1), plan());
    core.apply(new Input.Accept(setup, "text"), TestingClock.START);
    List<FencingToken> none = new ArrayList<>();
    assertThatThrownBy(() -> core.decide(TestingClock.START, none::removeFirst)).isNotNull();
    core.abandon();

    Replay replay = new Replay();
    assertThat(lines).allSatisfy(line -> assertThat(replay.take(line)).isEmpty());
    assertThat(lines).anyMatch(line -> line.contains("\"failed\":true"));
  }

  @Test
  void whatIsNoRecordingIsRefused() {
    RecordedCore core = begin();
    core.apply(new Input.Tick(), TestingClock.START);
    assertThatThrownBy(() -> new Replay().take("hello"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Replay().take("{}")).hasMessageContaining("no call");
    assertThatThrownBy(() -> new Replay().take(lines.get(1))).hasMessageContaining("begin");
    String later = lines.getFirst().replace("\"format\":1", "\"format\":2");
    assertThatThrownBy(() -> new Replay().take(later)).hasMessageContaining("another version");
    Replay without = new Replay();
    without.take(lines.getFirst());
    assertThatThrownBy(() -> without.take(lines.getLast())).hasMessageContaining("no core 1");
  }

  private static Plan plan() {
    return TestingPlans.plan(TestingPlans.task("a").build(), TestingPlans.task("b").build());
  }

  private RecordedCore begin() {
    RecordedFleet fleet = new RecordedFleet(Policies.DEFAULTS, 0, Duration.ofSeconds(90), journal);
    fleet.heard(TestingCore.heartbeat(4, TestingClock.START), TestingClock.START);
    return fleet.open(new RepositoryId("shop"));
  }

  private static Supplier<FencingToken> tokens() {
    AtomicLong token = new AtomicLong();
    return () -> new FencingToken(token.incrementAndGet());
  }
}
