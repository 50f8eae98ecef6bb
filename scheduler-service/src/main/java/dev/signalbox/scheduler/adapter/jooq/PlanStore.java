package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.AMENDMENT;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.ATTEMPT;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PROCESSED_MESSAGE;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.REFUSAL;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.REPOSITORY;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.TASK;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.scheduler.adapter.jooq.generated.tables.records.PlanRecord;
import dev.signalbox.scheduler.core.schedule.Saved;
import dev.signalbox.scheduler.core.schedule.SavedRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Reads what was saved of plans. */
public final class PlanStore {
  private static final List<String> OPEN =
      List.of(PlanState.RUNNING.name(), PlanState.PAUSED.name());

  private final DSLContext database;
  private final StoredPlans storedPlans;

  public PlanStore(DSLContext database) {
    this.database = database;
    this.storedPlans = new StoredPlans(database);
  }

  /** A repository and how far its changes are counted. */
  public record Counted(
      RepositoryId repository, long sequence, long plans, SavedRepository saved) {}

  /** An accepted plan, for the answer to its submitter. */
  public record Accepted(
      PlanId plan,
      String name,
      RepositoryId repository,
      String location,
      String target,
      String mergeBranch,
      String base) {}

  /** The repositories of a partition. */
  public List<Counted> repositories(int partition) {
    return database
        .selectFrom(REPOSITORY)
        .where(REPOSITORY.PARTITION.eq(partition))
        .orderBy(REPOSITORY.ID)
        .fetch(row ->
            new Counted(
                new RepositoryId(row.getId()),
                row.getSequence(),
                lastOrdinal(row.getId()),
                Reading.repository(row.getMemory())));
  }

  private long lastOrdinal(String repository) {
    Long last =
        database
            .select(DSL.max(PLAN.ORDINAL))
            .from(PLAN)
            .where(PLAN.REPOSITORY.eq(repository))
            .fetchSingle()
            .value1();
    return last == null ? 0 : last;
  }

  /** The plans of a repository that are not over, or have attempts that are not over. */
  public List<Saved> open(RepositoryId repository) {
    Condition live =
        PLAN.STATE
            .in(OPEN)
            .or(
                PLAN.ID.in(
                    database.select(ATTEMPT.PLAN).from(ATTEMPT).where(ATTEMPT.OVER.isFalse())));
    return database
        .selectFrom(PLAN)
        .where(PLAN.REPOSITORY.eq(repository.value()))
        .and(live)
        .orderBy(PLAN.ORDINAL)
        .fetch(this::saved);
  }

  /** One plan of a repository, over or not. */
  public Optional<Saved> plan(RepositoryId repository, PlanId plan) {
    return database
        .selectFrom(PLAN)
        .where(PLAN.ID.eq(plan.value()))
        .and(PLAN.REPOSITORY.eq(repository.value()))
        .fetchOptional(this::saved);
  }

  /** The repository of a plan. */
  public Optional<RepositoryId> repositoryOf(PlanId plan) {
    return database
        .select(PLAN.REPOSITORY)
        .from(PLAN)
        .where(PLAN.ID.eq(plan.value()))
        .fetchOptional(row -> new RepositoryId(row.value1()));
  }

  public Optional<Accepted> accepted(PlanId plan) {
    return database
        .selectFrom(PLAN)
        .where(PLAN.ID.eq(plan.value()))
        .fetchOptional(row ->
            new Accepted(
                plan,
                row.getName(),
                new RepositoryId(row.getRepository()),
                row.getLocation(),
                row.getTarget(),
                row.getMergeBranch(),
                row.getBase()));
  }

  /** Whether another plan that is not over merges into the branch. */
  public boolean usesBranch(RepositoryId repository, String branch, PlanId other) {
    return database.fetchExists(
        PLAN,
        PLAN.REPOSITORY
            .eq(repository.value())
            .and(PLAN.MERGE_BRANCH.eq(branch))
            .and(PLAN.STATE.in(OPEN))
            .and(PLAN.ID.ne(other.value())));
  }

  /** Forgets ids of messages that cannot come again. */
  public int forgetMessagesBefore(Instant limit) {
    database.deleteFrom(REFUSAL).where(REFUSAL.SEEN_AT.lt(limit)).execute();
    return database
        .deleteFrom(PROCESSED_MESSAGE)
        .where(PROCESSED_MESSAGE.SEEN_AT.lt(limit))
        .execute();
  }

  /** What became of a message: no reasons when it was followed; empty when it is not decided. */
  public Optional<List<Problem>> decided(UUID message) {
    if (!database.fetchExists(PROCESSED_MESSAGE, PROCESSED_MESSAGE.ID.eq(message))) {
      return Optional.empty();
    }
    return database
        .select(REFUSAL.REASONS)
        .from(REFUSAL)
        .where(REFUSAL.MESSAGE.eq(message))
        .fetchOptional(row -> Reading.problems(row.value1()))
        .or(() -> Optional.of(List.of()));
  }

  private List<String> amendments(UUID plan) {
    return database
        .select(AMENDMENT.CONTENT)
        .from(AMENDMENT)
        .where(AMENDMENT.PLAN.eq(plan))
        .orderBy(AMENDMENT.NUMBER)
        .fetch(row -> row.value1());
  }

  private Saved saved(PlanRecord row) {
    UUID plan = row.getId();
    return new Saved(
        Reading.plan(row, content(row), amendments(plan)),
        database.selectFrom(TASK).where(TASK.PLAN.eq(plan)).fetch(Reading::task),
        database
            .selectFrom(ATTEMPT)
            .where(ATTEMPT.PLAN.eq(plan))
            .and(ATTEMPT.OVER.isFalse())
            .orderBy(ATTEMPT.TOKEN)
            .fetch(Reading::attempt));
  }

  private Plan content(PlanRecord row) {
    Plan content = Reading.content(row);
    UUID stored = row.getStored();
    return stored == null || !content.tasks().isEmpty()
        ? content
        : content.withTasks(storedPlans.tasks(stored));
  }
}
