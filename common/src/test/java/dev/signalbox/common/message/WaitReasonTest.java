package dev.signalbox.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.plan.Cost;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class WaitReasonTest {
  private static final TaskId HOLDER = new TaskId(TestingPlans.PLAN_ID, new TaskKey("b"));
  private static final Map<WaitReason, String> SENTENCES =
      Map.ofEntries(
          Map.entry(
              new WaitReason.NeedsOpen(List.of(new TaskKey("a"), new TaskKey("b"))),
              "waits for a, b"),
          Map.entry(
              new WaitReason.PathHeld("src", HOLDER, TestingClock.START, TestingClock.START),
              "src is held by b"),
          Map.entry(
              new WaitReason.PathHeld("", HOLDER, TestingClock.START, null),
              "the whole repository is held by b"),
          Map.entry(new WaitReason.CapReached("plan", 5, 5), "plan limit reached: 5/5"),
          Map.entry(
              new WaitReason.Reserved("src", HOLDER, TestingClock.START), "src is reserved for b"),
          Map.entry(
              new WaitReason.Backpressure("main", 7, Duration.ofMinutes(35)),
              "7 merges into main are waiting, about 35 min"),
          Map.entry(
              new WaitReason.Pressure(93.4, 71, 2, 8, ""),
              "workers are loaded (cpu 93 %, memory 71 %): 2 of 8 slots allowed"),
          Map.entry(
              new WaitReason.Pressure(20, 92, 2, 4, "local: machine at 92 % memory"),
              "local: machine at 92 % memory: 2 of 4 slots allowed"),
          Map.entry(
              new WaitReason.CostReached(
                  new Cost(new BigDecimal("1.5"), "USD"), new Cost(BigDecimal.ONE, "USD")),
              "the plan has cost 1.50 USD of at most 1.00 USD"),
          Map.entry(
              new WaitReason.NoRoom(new WorkerId("w"), 10, 5, TestingClock.START),
              "w has too little disk space: 10 bytes are required, 5 available"),
          Map.entry(
              new NeedsPerson("shop", new TaskKey("a"), "waits for a person: take it"),
              "waits for a person: take it"),
          Map.entry(
              new WithPerson(
                  new Person("ann", null),
                  TestingClock.START,
                  TestingClock.START,
                  false,
                  null,
                  null,
                  3,
                  5,
                  ""),
              "ann works on it (3/5) since 2026-01-01T00:00:00Z, claim until 2026-01-01T00:00:00Z"),
          Map.entry(new WaitReason.Preempting(HOLDER), "waits for b to be stopped"),
          Map.entry(new WaitReason.NoFreeSlot(2, 2), "all worker slots are busy: 2/2"),
          Map.entry(new WaitReason.NoWorker("java"), "no worker for lane java"),
          Map.entry(
              new WaitReason.Recovering(TestingClock.START),
              "the lock-service is recovering until 2026-01-01T00:00:00Z"),
          Map.entry(
              new WaitReason.BackoffUntil(TestingClock.START, null),
              "tried again at 2026-01-01T00:00:00Z"),
          Map.entry(
              new WaitReason.BackoffUntil(TestingClock.START, "x.lock is held"),
              "x.lock is held; tried again at 2026-01-01T00:00:00Z"),
          Map.entry(new WaitReason.Paused("ann"), "paused: ann"),
          Map.entry(new WaitReason.Paused(""), "paused"),
          Map.entry(
              new WaitReason.Deadlock(
                  List.of(new TaskId(TestingPlans.PLAN_ID, new TaskKey("a")), HOLDER)),
              "deadlock: a waits for b waits for a"),
          Map.entry(new WaitReason.Ended(TaskState.FAILED, "exit 1"), "exit 1"),
          Map.entry(new WaitReason.Published(TaskState.RUNNING), "attempt is running"),
          Map.entry(new WaitReason.Free(), "free to run"));

  private final JsonMapper json = MessageCodec.mapper();

  static Set<WaitReason> reasons() {
    return SENTENCES.keySet();
  }

  @ParameterizedTest
  @MethodSource("reasons")
  void aReasonIsASentenceAndSurvivesTheWire(WaitReason reason) {
    assertThat(reason.sentence()).isEqualTo(SENTENCES.get(reason));
    String written = json.writerFor(WaitReason.class).writeValueAsString(reason);
    assertThat(json.readValue(written, WaitReason.class)).isEqualTo(reason);
  }

  @Test
  void everyReasonHasASentenceHere() {
    Stream<Class<?>> named = reasons().stream().map(Object::getClass);

    assertThat(named).containsOnly(WaitReason.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void aStateIsNotBothFinalAndActive(TaskState state) {
    assertThat(state.isFinal() && state.isActive()).isFalse();
    assertThat(state.isActive()).isEqualTo(state.ordinal() >= 2 && state.ordinal() <= 6);
  }

  @Test
  void aPlanEndsInThreeWays() {
    assertThat(Stream.of(PlanState.values()).filter(PlanState::isFinal))
        .containsExactly(PlanState.COMPLETED, PlanState.FAILED, PlanState.CANCELLED);
  }

  @Test
  void submissionsAndEventsAreCoPartitioned() {
    Map<String, Integer> partitions =
        Topics.all().stream()
            .collect(Collectors.toMap(Topics.Topic::name, Topics.Topic::partitions));

    assertThat(partitions.get(Topics.EVENTS)).isEqualTo(partitions.get(Topics.SUBMISSIONS));
    assertThat(partitions).containsEntry(Topics.lane("default"), 1);
  }
}
