package dev.signalbox.scheduler.flow.decide;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.TaskEvent;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.jooq.Documents;
import dev.signalbox.scheduler.adapter.jooq.Transaction;
import dev.signalbox.scheduler.core.schedule.Changed;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.flow.intake.Intake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One batch: records are applied, decisions made, and all of it is committed as one, or nothing
 * was.
 */
final class Batch {
  private final BatchTools tools;
  private final Holdings holdings;
  private final Instant now;
  private final BatchOutput output;
  private final SignsOfLife signs;
  private final TreeMap<Integer, OwnedPartition> advanced = new TreeMap<>();
  private Set<UUID> fresh = Set.of();

  Batch(BatchTools tools, Holdings holdings, Instant now) {
    this.tools = tools;
    this.holdings = holdings;
    this.now = now;
    this.output = new BatchOutput(tools, now);
    this.signs = new SignsOfLife(holdings, output, now);
  }

  /**
   * Works the records in and decides.
   *
   * @param judgeLeases whether silence may be taken for death now
   */
  BatchOutput run(List<Work> works, boolean judgeLeases) {
    List<Work> live = works.stream().filter(this::isLive).toList();
    live.forEach(this::advance);
    @Nullable Transaction open = advanced.isEmpty() ? null : begin(ids(live));
    try {
      live.forEach(this::apply);
      passTime(judgeLeases);
      decide();
      if (open == null && !output.isEmpty()) {
        output.touched.forEach(repository -> lock(repository.partition));
        open = begin(List.of());
      }
      if (open != null) {
        save(open);
        open.commit();
      }
    } finally {
      if (open != null) {
        open.close();
      }
    }
    return output;
  }

  /** Applies what came up while partitions were taken over. */
  void tell(OwnedRepository repository, List<Effect> effects) {
    output.tell(repository, effects);
  }

  private boolean isLive(Work work) {
    return switch (work) {
      case Work.Submissions records -> isCurrent(records.partition(), records.generation());
      case Work.Events records -> isCurrent(records.partition(), records.generation());
      case Work.Workers workers -> true;
      case Work.Revoked revoked -> true;
      case Work.Learned learned -> true;
      case Work.WorkersRead read -> false;
      case Work.Question question -> false;
      case Work.TakeOver takeOver -> false;
      case Work.GiveUp giveUp -> false;
    };
  }

  private boolean isCurrent(int partition, long generation) {
    OwnedPartition owned = holdings.partition(partition);
    return owned != null && owned.generation == generation;
  }

  private void advance(Work work) {
    if (work instanceof Work.Submissions records) {
      long next = records.records().getLast().record().offset() + 1;
      lock(partition(records.partition())).submissionsOffset = next;
    } else if (work instanceof Work.Events records) {
      lock(partition(records.partition())).eventsOffset = records.nextOffset();
    }
  }

  private OwnedPartition lock(OwnedPartition partition) {
    advanced.put(partition.number, partition);
    return partition;
  }

  private OwnedPartition partition(int number) {
    OwnedPartition owned = holdings.partition(number);
    if (owned == null) {
      throw new IllegalStateException("partition " + number + " is not owned");
    }
    return owned;
  }

  private static List<UUID> ids(List<Work> works) {
    List<UUID> ids = new ArrayList<>();
    for (Work work : works) {
      if (work instanceof Work.Submissions submissions) {
        submissions.records().forEach(record -> ids.add(record.intake().message()));
      } else if (work instanceof Work.Events events) {
        events.events().forEach(event -> ids.add(event.id()));
      }
    }
    return ids;
  }

  private Transaction begin(List<UUID> ids) {
    Transaction transaction = Transaction.begin(tools.database());
    try {
      advanced.values().forEach(partition -> transaction.advance(partition.ownership()));
      fresh = new LinkedHashSet<>(transaction.remember(ids, now));
      return transaction;
    } catch (RuntimeException failure) {
      transaction.close();
      throw failure;
    }
  }

  private void apply(Work work) {
    switch (work) {
      case Work.Submissions records ->
          records.records().forEach(record -> submitted(partition(records.partition()), record));
      case Work.Events records ->
          records.events().forEach(event -> happened(partition(records.partition()), event));
      case Work.Workers workers -> workers.messages().forEach(signs::hear);
      case Work.Revoked revoked ->
          holdings
              .repository(revoked.repository())
              .ifPresent(owned -> input(owned, new Input.Revoked(revoked.attempt())));
      case Work.Learned learned ->
          holdings.repository(learned.repository()).ifPresent(owned -> learned(owned, learned));
      case Work.WorkersRead read -> {}
      case Work.Question question -> {}
      case Work.TakeOver takeOver -> {}
      case Work.GiveUp giveUp -> {}
    }
  }

  /** Mostly it changes nothing, and then nothing is to be saved. */
  private void learned(OwnedRepository owned, Work.Learned learned) {
    List<Effect> effects = owned.core.apply(learned.input(), now);
    if (!effects.isEmpty()) {
      output.tell(owned, effects);
    }
  }

  private void submitted(OwnedPartition partition, Work.Submitted submitted) {
    Intake intake = submitted.intake();
    if (!isFirst(intake.message())) {
      return;
    }
    switch (intake) {
      case Intake.Accept accept -> {
        OwnedRepository owned = owned(partition, accept.repository());
        accept.isStored().ifPresent(stored -> output.stored.put(accept.setup().id(), stored));
        input(owned, new Input.Accept(accept.setup(), accept.document()));
        output.answers.put(accept.message(), new Submitters.Answer.Accepted());
      }
      case Intake.Command command -> command(partition, submitted, command);
      case Intake.Reject reject ->
          output.reject(partition, submitted.record(), reject.message(), reject.reasons());
      case Intake.Forward forward -> output.forward(partition, forward.submission());
      case Intake.Known known ->
          output.answers.put(known.message(), new Submitters.Answer.Accepted());
    }
  }

  private void command(OwnedPartition partition, Work.Submitted submitted, Intake.Command command) {
    OwnedRepository owned = owned(partition, command.submission().repository());
    load(owned, command.submission().plan());
    List<Effect> effects = input(owned, new Input.Command(command.submission()));
    List<Problem> reasons = effects.stream().flatMap(effect -> refusals(effect).stream()).toList();
    if (reasons.isEmpty()) {
      boolean late = effects.stream().anyMatch(Effect.Ignored.class::isInstance);
      output.answers.put(
          command.message(),
          late ? new Submitters.Answer.Unchanged() : new Submitters.Answer.Accepted());
    } else {
      output.reject(partition, submitted.record(), command.message(), reasons);
    }
  }

  private static List<Problem> refusals(Effect effect) {
    return effect instanceof Effect.Refused refused ? refused.reasons() : List.of();
  }

  private void happened(OwnedPartition partition, TaskEvent event) {
    if (isFirst(event.id())) {
      OwnedRepository owned = owned(partition, event.repository());
      load(owned, event.attempt().task().plan());
      input(owned, new Input.Happened(event));
    }
  }

  /** Only the first of several deliveries counts, be they in one batch or in several. */
  private boolean isFirst(UUID message) {
    boolean first = fresh.remove(message);
    if (!first) {
      tools.metrics().duplicate();
    }
    return first;
  }

  private OwnedRepository owned(OwnedPartition partition, RepositoryId id) {
    return partition.repositories.computeIfAbsent(
        id, absent -> new OwnedRepository(id, partition, holdings.fleet.open(id), 0));
  }

  /** A plan that is over is not in memory, but may be tried again, or be merged late. */
  private void load(OwnedRepository owned, PlanId plan) {
    if (!owned.core.hasPlan(plan) && !owned.core.awaits(plan)) {
      tools
          .plans()
          .plan(owned.id, plan)
          .ifPresent(saved -> output.tell(owned, owned.core.restore(saved, now)));
    }
  }

  private void passTime(boolean judgeLeases) {
    if (judgeLeases) {
      signs.judge();
    }
    for (OwnedRepository owned : holdings.all().toList()) {
      boolean due = owned.core.nextTimer().filter(timer -> !timer.isAfter(now)).isPresent();
      if (due) {
        input(owned, new Input.Tick());
      }
    }
  }

  private void decide() {
    for (OwnedRepository owned : holdings.all().toList()) {
      if (owned.core.hasWaiting()) {
        List<Effect> effects = owned.core.decide(now, tools.tokens());
        if (!effects.isEmpty()) {
          output.tell(owned, effects);
        }
      }
    }
  }

  private List<Effect> input(OwnedRepository owned, Input input) {
    List<Effect> effects = owned.core.apply(input, now);
    output.tell(owned, effects);
    return effects;
  }

  private void save(Transaction transaction) {
    Documents documents = new Documents(output.documents, output.stored);
    for (OwnedRepository owned : output.touched) {
      if (advanced.putIfAbsent(owned.partition.number, owned.partition) == null) {
        transaction.advance(owned.partition.ownership());
      }
      Changed changed = owned.core.takeChanges();
      if (owned.takeSequenceChange() || !changed.isEmpty()) {
        transaction.sequence(owned.id, owned.partition.number, owned.sequence);
        transaction.save(owned.id, changed, documents);
        tools.metrics().measured(changed.experience().measured());
      }
    }
    transaction.refuse(output.refused(), now);
    transaction.keep(output.records);
  }
}
