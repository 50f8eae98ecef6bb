package dev.signalbox.scheduler.flow.rest;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.message.Submission;
import dev.signalbox.common.plan.PlanText;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import dev.signalbox.scheduler.adapter.jooq.StoredPlans;
import dev.signalbox.scheduler.flow.intake.Checked;
import dev.signalbox.scheduler.flow.intake.PlanCheck;
import dev.signalbox.scheduler.flow.rest.HandingIn.Phase;
import dev.signalbox.scheduler.flow.rest.PlanDesk.Handed;
import dev.signalbox.scheduler.flow.rest.PlanDesk.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes plans that are too long for a record. The text is stored as it comes, read from there task
 * after task, stored as what it says, and then submitted by a reference on the topic that all plans
 * come in by. Only the plan itself is ever whole in memory.
 */
public final class LongPlanDesk {
  private final PlanDesk desk;
  private final PlanCheck check;
  private final PlanStore plans;
  private final StoredPlans store;
  private final HandingIn progress;
  private final InstantSource clock;

  public LongPlanDesk(
      PlanDesk desk,
      PlanCheck check,
      PlanStore plans,
      StoredPlans store,
      HandingIn progress,
      InstantSource clock) {
    this.desk = desk;
    this.check = check;
    this.plans = plans;
    this.store = store;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Submits a plan.
   *
   * @param longest how long the text may be, in bytes
   */
  Receipt submit(InputStream text, long longest, Handed handed) throws IOException {
    PlanId plan = desk.idOf(handed);
    Optional<PlanStore.Accepted> before = plans.accepted(plan);
    if (before.isPresent()) {
      text.transferTo(OutputStream.nullOutputStream());
      return new Receipt(before.get(), List.of());
    }
    UUID stored = UUID.randomUUID();
    boolean used = false;
    try {
      receive(stored, text, longest, handed);
      Receipt receipt = submit(stored, plan, handed);
      used = true;
      return receipt;
    } catch (RestProblemException problem) {
      used = !problem.isFinal();
      throw problem;
    } finally {
      progress.end(handed.key());
      if (!used) {
        store.forget(stored);
      }
    }
  }

  private void receive(UUID stored, InputStream text, long longest, Handed handed)
      throws IOException {
    progress.tell(handed.key(), Phase.RECEIVING, 0);
    if (store.storeText(stored, text, longest, clock.instant()) > longest) {
      throw RestProblemException.tooLong(longest);
    }
  }

  private Receipt submit(UUID stored, PlanId plan, Handed handed) throws IOException {
    PlanText text = PlanText.ofBytes(() -> store.text(stored));
    progress.tell(handed.key(), Phase.CHECKING, 0);
    return switch (check.check(
        text, handed.directory(), tasks -> progress.tell(handed.key(), Phase.CHECKING, tasks))) {
      case Checked.Bad bad -> throw RestProblemException.invalid(bad.problems());
      case Checked.Good good -> accept(stored, plan, good, handed);
    };
  }

  private Receipt accept(UUID stored, PlanId plan, Checked.Good good, Handed handed) {
    int tasks = good.plan().tasks().size();
    progress.tell(handed.key(), Phase.STORING, tasks);
    store.storePlan(stored, good.plan(), clock.instant());
    progress.tell(handed.key(), Phase.ACCEPTING, tasks);
    Submission.SubmitStored message =
        new Submission.SubmitStored(
            UUID.randomUUID(),
            clock.instant(),
            good.repository().id(),
            plan,
            handed.submittedBy(),
            handed.directory(),
            stored);
    return new Receipt(desk.sendAndWait(message, handed.patience()), good.warnings());
  }
}
