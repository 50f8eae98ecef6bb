package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.scheduler.core.fleet.WorkerView;
import dev.signalbox.scheduler.core.schedule.PlanSnapshot;
import dev.signalbox.scheduler.core.schedule.Waiting;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Asks the decision thread what it would decide. */
public final class LiveAnswers {
  private final DecisionQueue queue;
  private final InstantSource clock;

  /** The workers and what is out with them. */
  public record Capacity(List<WorkerView> workers, int slots, int inUse) {}

  public LiveAnswers(DecisionLoop decisions, InstantSource clock) {
    this.queue = decisions.queue();
    this.clock = clock;
  }

  /** Why tasks of the plan wait; empty when the plan is not in this scheduler's memory. */
  public CompletableFuture<Optional<List<Waiting>>> waits(PlanId plan) {
    return ask(holdings ->
        holdings.repositoryOf(plan).flatMap(owned -> owned.core.waits(plan, clock.instant())));
  }

  /** Why a task waits; empty when its plan is not in this scheduler's memory. */
  public CompletableFuture<Optional<Waiting>> explain(TaskId task) {
    return ask(holdings ->
        holdings
            .repositoryOf(task.plan())
            .flatMap(owned -> owned.core.explain(task, clock.instant())));
  }

  /** The tasks that people do, of all repositories that are decided for here. */
  public CompletableFuture<List<Waiting>> people() {
    return ask(holdings ->
        holdings.all().flatMap(owned -> owned.core.people(clock.instant()).stream()).toList());
  }

  /** The plan as it stands; empty when it is not in this scheduler's memory. */
  public CompletableFuture<Optional<PlanSnapshot>> snapshot(PlanId plan) {
    return ask(holdings ->
        holdings.repositoryOf(plan).flatMap(owned -> owned.core.snapshot(plan, clock.instant())));
  }

  public CompletableFuture<Capacity> capacity() {
    return ask(holdings ->
        new Capacity(holdings.fleet.workers(), holdings.fleet.slots(), holdings.fleet.out()));
  }

  /** How many partitions are decided for here. */
  public CompletableFuture<Integer> partitions() {
    return ask(holdings -> holdings.partitions().size());
  }

  private <T> CompletableFuture<T> ask(Function<Holdings, T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      queue.put(new Work.Question(holdings -> answer.complete(question.apply(holdings))));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      answer.completeExceptionally(stopping);
    }
    return answer;
  }
}
