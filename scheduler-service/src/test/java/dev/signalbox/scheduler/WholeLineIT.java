package dev.signalbox.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.message.PlanChange;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.Topics;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.embedded.testing.TestDatabase;
import dev.signalbox.scheduler.testing.TestingRecords;
import dev.signalbox.scheduler.testing.TestingRepository;
import dev.signalbox.scheduler.testing.TestingScheduler;
import dev.signalbox.scheduler.testing.TestingTopics;
import dev.signalbox.scheduler.testing.TestingWorker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan from its submission to its end, with a restart in the middle. */
class WholeLineIT {
  private static final String PLAN =
      """
      signalbox: 1
      name: line
      tasks:
        first: { files: [a.txt], run: "true" }
        second: { files: [b.txt], run: "true", needs: first }
        third: { files: [b.txt], run: "true", needs: second }
      """;

  @TempDir Path folder;

  @Test
  void runsThePlanThoughTheSchedulerRestarts() {
    TestingTopics.deleteAll();
    TestDatabase database = RealServices.freshDatabase();
    TestingRepository repository = TestingRepository.in(folder);
    try (TestingWorker worker = new TestingWorker("w1")) {
      TestingRecords<Assignment> assignments;
      TestingRecords<PlanChange> changes;
      try (TestingScheduler scheduler = TestingScheduler.start(database)) {
        assignments = new TestingRecords<>(Topics.lane("default"), Assignment.class);
        changes = new TestingRecords<>(Topics.CHANGES, PlanChange.class);
        worker.beat(UUID.randomUUID(), 4, Duration.ofMinutes(5));
        TestingScheduler.Answer accepted =
            scheduler.post("/api/v1/plans?directory=" + folder, PLAN, "application/yaml");
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(201);
        assertThat(accepted.body().get("mergeBranch").asString()).isEqualTo("signalbox/line");
        assertThat(repository.git("rev-parse", "signalbox/line"))
            .isEqualTo(accepted.body().get("base").asString());
        worker.work(assignments.await(taskOf("first")));
        assignments.await(taskOf("second"));
      }
      try (TestingScheduler again = TestingScheduler.start(database)) {
        worker.work(assignments.await(taskOf("second")));
        worker.work(assignments.await(taskOf("third")));
        PlanChange end =
            changes.await(change ->
                change instanceof PlanChange.StateChanged moved
                    && moved.state() == PlanState.COMPLETED);
        assertThat(changes.seen()).extracting(PlanChange::sequence).doesNotHaveDuplicates();
        assertThat(again.get("/api/v1/plans/" + end.plan() + "/waits").body()).isEmpty();
      } finally {
        assignments.close();
        changes.close();
      }
    }
  }

  private static Predicate<Assignment> taskOf(String key) {
    return assignment -> assignment.task().key().equals(new TaskKey(key));
  }
}
