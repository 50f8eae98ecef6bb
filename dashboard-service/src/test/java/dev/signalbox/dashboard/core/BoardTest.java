package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.common.message.WorkerMessage;
import dev.signalbox.dashboard.testing.Story;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BoardTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final UUID INSTANCE = TestingBeats.INSTANCE;

  private final TestingBoard board = new TestingBoard();

  @Test
  void showsTheWholePlanFromItsAcceptance() {
    Story story = chain();
    board.take(story.accepted(START));

    PlanRow plan = board.plan(story);
    assertThat(plan.facts().name()).isEqualTo("chain");
    assertThat(plan.facts().mergeBranch()).isEqualTo("signalbox/chain");
    assertThat(plan.progress().states()).containsExactly(Map.entry(TaskState.PENDING, 3));
    TaskFacts last = board.task(story, "c").facts();
    assertThat(last.needs()).containsExactly("b");
    assertThat(last.files()).containsExactly("c.txt");
    assertThat(last.wave()).isEqualTo(2);
    assertThat(last.ordinal()).isEqualTo(2);
    assertThat(last.type()).isEqualTo("fix");
    assertThat(last.priority()).isEqualTo("P1");
  }

  @Test
  void followsATaskToItsMerge() {
    Story story = chain();
    board.take(story.accepted(START));
    board.take(run(story, "a", START).toArray(Message[]::new));

    TaskStatus done = board.task(story, "a").status();
    assertThat(done.state()).isEqualTo(TaskState.COMPLETED);
    assertThat(done.worker()).isEqualTo("w1");
    assertThat(done.branch()).isEqualTo("feat/0-a");
    assertThat(done.commit()).hasSize(40);
    assertThat(done.startedAt()).isEqualTo(START.plusSeconds(2));
    assertThat(done.endedAt()).isEqualTo(START.plusSeconds(9));
    assertThat(done.busySince()).isNull();
    AttemptRow attempt = board.attempt(story, "a", 1);
    assertThat(attempt.queuedAt()).isEqualTo(START);
    assertThat(attempt.claimedAt()).isEqualTo(START.plusSeconds(1));
    assertThat(attempt.startedAt()).isEqualTo(START.plusSeconds(2));
    assertThat(attempt.endedAt()).isEqualTo(START.plusSeconds(9));
    assertThat(attempt.outcome()).isEqualTo("COMPLETED");
    assertThat(board.plan(story).progress().states())
        .isEqualTo(Map.of(TaskState.COMPLETED, 1, TaskState.PENDING, 2));
    assertThat(board.history).hasSize(7);
  }

  @Test
  void followsAPlanThatIsAmended() {
    Story story = chain();
    board.take(story.accepted(START));
    board.take(run(story, "a", START).toArray(Message[]::new));
    board.take(story.extra(START.plusSeconds(20)), story.amended(START.plusSeconds(20)));

    PlanRow plan = board.plan(story);
    assertThat(plan.facts().maxWorkers()).isEqualTo(2);
    assertThat(plan.facts().taskCount()).isEqualTo(4);
    assertThat(plan.progress().states())
        .isEqualTo(Map.of(TaskState.COMPLETED, 1, TaskState.PENDING, 3));
    TaskFacts added = board.task(story, "extra").facts();
    assertThat(added.ordinal()).isEqualTo(3);
    assertThat(added.wave()).isEqualTo(1);
    TaskFacts last = board.task(story, "c").facts();
    assertThat(last.needs()).containsExactly("b", "extra");
    assertThat(last.priority()).isEqualTo("P0");
    assertThat(last.wave()).isEqualTo(3);
    assertThat(board.history).last().extracting(HistoryRow::type).isEqualTo("plan.amended");
  }

  @Test
  void countsWhatItIsShownTwiceOnce() {
    Story story = chain();
    List<Message> all = new ArrayList<>();
    all.add(story.accepted(START));
    all.addAll(run(story, "a", START));
    board.take(all.toArray(Message[]::new));
    PlanRow once = board.plan(story);

    Changes again = board.takeBatch(all.toArray(Message[]::new));

    assertThat(again.stale()).isEqualTo(all.size());
    assertThat(again.history()).isEmpty();
    assertThat(board.plan(story)).isEqualTo(once);
  }

  @Test
  void givesTheSameRowsForOneBatchAndForMany() {
    Story story = chain();
    List<Message> all = new ArrayList<>();
    all.add(story.accepted(START));
    all.addAll(run(story, "a", START));
    all.addAll(run(story, "b", START.plusSeconds(20)));
    TestingBoard whole = new TestingBoard();
    whole.takeBatch(all.toArray(Message[]::new));
    board.take(all.toArray(Message[]::new));

    assertThat(whole.plans).isEqualTo(board.plans);
    assertThat(whole.tasks).isEqualTo(board.tasks);
    assertThat(whole.attempts).isEqualTo(board.attempts);
    assertThat(whole.history).isEqualTo(board.history);
  }

  @Test
  void keepsWhatTheWorkerSaidOfTheEndWhicheverComesFirst() {
    for (boolean eventFirst : new boolean[] {true, false}) {
      Story story = chain();
      board.take(story.accepted(START), story.queued("a", "w1", START));
      board.take(story.moved("a", TaskState.CLAIMED, START.plusSeconds(1)));
      Message told = story.failed("a", START.plusSeconds(3), "tests failed");
      Message moved = story.moved("a", TaskState.RETRY_WAIT, START.plusSeconds(4), "tests failed");
      board.take(eventFirst ? told : moved, eventFirst ? moved : told);

      AttemptRow attempt = board.attempt(story, "a", 1);
      assertThat(attempt.outcome()).isEqualTo("FAILED");
      assertThat(attempt.detail()).isEqualTo("exit: tests failed");
      assertThat(attempt.preserved()).startsWith("refs/signalbox/preserve/");
      assertThat(attempt.endedAt()).isNotNull();
      assertThat(board.task(story, "a").status().worker()).isNull();
      assertThat(board.task(story, "a").status().reason()).isEqualTo("tests failed");
    }
  }

  @Test
  void endsAnAttemptThatAnotherReplaces() {
    Story story = chain();
    board.take(story.accepted(START), story.queued("a", "w1", START));
    board.take(story.moved("a", TaskState.CLAIMED, START.plusSeconds(1)));
    board.take(story.queued("a", "w2", START.plusSeconds(5)));
    board.take(story.moved("a", TaskState.RUNNING, START.plusSeconds(6)));

    assertThat(board.attempt(story, "a", 1).outcome()).isEqualTo("REPLACED");
    assertThat(board.attempt(story, "a", 1).endedAt()).isEqualTo(START.plusSeconds(5));
    assertThat(board.attempt(story, "a", 2).outcome()).isNull();
    assertThat(board.task(story, "a").status().attempt()).isEqualTo(2);
    Busy busy = board.plan(story).progress().busy();
    assertThat(busy.closedMillis()).isEqualTo(4000);
    assertThat(busy.secondsAt(START.plusSeconds(8))).isEqualTo(6);
  }

  @Test
  void ignoresChangesOfPlansItDoesNotKnow() {
    Story story = chain();
    story.accepted(START);
    Changes task = board.takeBatch(story.queued("a", "w1", START));
    Changes plan = board.takeBatch(story.ended(START, PlanState.FAILED));

    assertThat(task.orphans()).isEqualTo(1);
    assertThat(plan.orphans()).isEqualTo(1);
    assertThat(board.plans).isEmpty();
  }

  @Test
  void ignoresWhatTheBoardDoesNotKeep() {
    Story story = chain();
    var pause =
        new Submission.PausePlan(
            INSTANCE, START, story.accepted(START).repository(), story.plan(), "lunch");
    assertThat(board.takeBatch(pause).orphans()).isEqualTo(1);
  }

  @Test
  void acceptsAPlanOnce() {
    Story story = chain();
    PlanChange.Accepted accepted = story.accepted(START);
    board.take(accepted);
    var again =
        new PlanChange.Accepted(
            accepted.id(),
            START.plusSeconds(9),
            accepted.repository(),
            accepted.sequence() + 1,
            accepted.plan(),
            accepted.content(),
            accepted.location(),
            accepted.target(),
            accepted.mergeBranch(),
            accepted.base(),
            "another",
            accepted.document(),
            accepted.waves());
    assertThat(board.takeBatch(again).stale()).isEqualTo(1);
    assertThat(board.plan(story).facts().submittedBy()).isEqualTo("someone");
  }

  @Test
  void reopensAPlanThatIsRetried() {
    Story story = chain();
    board.take(story.accepted(START), story.ended(START.plusSeconds(5), PlanState.FAILED));
    assertThat(board.plan(story).progress().endedAt()).isEqualTo(START.plusSeconds(5));
    board.take(story.ended(START.plusSeconds(9), PlanState.RUNNING));
    assertThat(board.plan(story).progress().endedAt()).isNull();
  }

  @Test
  void knowsWhichWorkersLive() {
    board.take(TestingBeats.beat("w1", START, 4), TestingBeats.beat("w2", START, 2));
    assertThat(WorkerRow.liveSlots(board.workers.values(), START.plusSeconds(5))).isEqualTo(6);
    assertThat(WorkerRow.liveSlots(board.workers.values(), START.plusSeconds(10))).isZero();

    board.take(TestingBeats.beat("w1", START.plusSeconds(8), 3));
    board.take(new WorkerMessage.Left(INSTANCE, START, new WorkerId("w2"), INSTANCE));
    board.take(new WorkerMessage.Left(INSTANCE, START, new WorkerId("w9"), INSTANCE));
    assertThat(WorkerRow.liveSlots(board.workers.values(), START.plusSeconds(5))).isEqualTo(3);
    WorkerRow first = board.workers.get(new WorkerId("w1"));
    assertThat(first).isNotNull();
    assertThat(first.firstSeen()).isEqualTo(START);
  }

  @Test
  void keepsOutputAndRefusals() {
    Story story = chain();
    board.take(story.accepted(START), story.queued("a", "w1", START));
    Changes changes = board.takeBatch(story.output("a", START, "hello\n", false));
    assertThat(changes.logs()).hasSize(1);
  }

  @Test
  void tellsLiveViewsOfRowsAsTheyAre() {
    Story story = chain();
    board.take(story.accepted(START));
    var change = story.queued("a", "w1", START);
    var batch = List.of(new Received(new Position(Topics.CHANGES, 3, 40), change));
    Wanted wanted = Wanted.by(batch);
    Board now = new Board(board.load(wanted));
    batch.forEach(now::take);

    Live live = now.live(wanted, Map.of(3, 40L));

    assertThat(live.tasks())
        .extracting(row -> row.status().state())
        .containsExactly(TaskState.QUEUED);
    assertThat(live.plans()).hasSize(1);
    assertThat(live.reached()).isEqualTo(Map.of(3, 40L));
  }

  static Story chain() {
    return new Story(
        "/repositories/" + UUID.randomUUID(),
        UUID.randomUUID(),
        """
        signalbox: 1
        name: chain
        tasks:
          a: { run: 'true', files: [a.txt] }
          b: { run: 'true', files: [b.txt], needs: a }
          c: { run: 'true', files: [c.txt], needs: b, type: fix, priority: P1 }
        """);
  }

  static List<Message> run(Story story, String key, Instant at) {
    return List.of(
        story.queued(key, "w1", at),
        story.moved(key, TaskState.CLAIMED, at.plusSeconds(1)),
        story.moved(key, TaskState.RUNNING, at.plusSeconds(2)),
        story.moved(key, TaskState.VERIFYING, at.plusSeconds(6)),
        story.moved(key, TaskState.MERGING, at.plusSeconds(8)),
        story.moved(key, TaskState.COMPLETED, at.plusSeconds(9)));
  }
}
