package dev.signalbox.scheduler.core.schedule;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.Progress;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.Cost;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What attempts tell while they run: how far they are, what they cost, what they give. */
final class ProgressRules {

  /** An assignment must fit into a record, whatever the number of needs. */
  private static final int MOST_CHARACTERS = 256 * 1024;

  private final Ledger ledger;

  ProgressRules(Ledger ledger) {
    this.ledger = ledger;
  }

  void progressed(OpenAttempt attempt, TaskEvent.Progressed progressed) {
    Cost before = attempt.progress.cost();
    Cost now = progressed.progress().cost();
    attempt.progress = progressed.progress();
    if (now != null && !now.equals(before)) {
      charge(attempt.task.plan, now, before);
      ledger.touch(attempt);
    }
    tell(attempt);
  }

  void nearsTimeout(OpenAttempt attempt, TaskEvent.NearsTimeout warning) {
    attempt.timeoutAt = warning.endsAt();
    tell(attempt);
  }

  /** A person told it of the attempt. */
  void told(OpenAttempt attempt, Progress progress) {
    attempt.progress = progress;
    tell(attempt);
  }

  /** What a task is given of the tasks that it needs, in their order, as far as it fits. */
  static Map<TaskKey, Map<String, String>> outputsFor(TaskRun task) {
    Map<TaskKey, Map<String, String>> outputs = new LinkedHashMap<>();
    int characters = 0;
    for (TaskRun need : task.needs) {
      characters += characters(need.outputs);
      if (!need.outputs.isEmpty() && characters <= MOST_CHARACTERS) {
        outputs.put(need.spec.key(), need.outputs);
      }
    }
    return outputs;
  }

  /** An attempt tells all that it has cost, so only what is new is added. */
  private void charge(PlanRun plan, Cost now, @Nullable Cost before) {
    boolean same = before != null && before.currency().equals(now.currency());
    BigDecimal known = same && before != null ? before.amount() : BigDecimal.ZERO;
    Cost more = new Cost(now.amount().subtract(known).max(BigDecimal.ZERO), now.currency());
    plan.costs.merge(more.currency(), more, Cost::plus);
    ledger.save(plan);
  }

  private void tell(OpenAttempt attempt) {
    if (attempt.isCurrent()) {
      ledger.emit(
          new Effect.TaskProgressed(
              attempt.ref, attempt.progress, attempt.timeoutAt, attempt.task.plan.costs()));
    }
  }

  private static int characters(Map<String, String> outputs) {
    return outputs.entrySet().stream()
        .mapToInt(output -> output.getKey().length() + output.getValue().length())
        .sum();
  }
}
