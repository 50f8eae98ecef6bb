package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.common.testing.TestingPlans.PLAN_ID;
import static dev.signalbox.common.testing.TestingPlans.REPOSITORY;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.NOW;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.ODD;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.PARTITION;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.attempt;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.lesson;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.measured;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.outgoing;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.plan;
import static dev.signalbox.scheduler.adapter.jooq.SavedRows.task;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.message.PlanState;
import dev.signalbox.common.message.TaskState;
import dev.signalbox.common.plan.Amendment;
import dev.signalbox.common.plan.Problem;
import dev.signalbox.common.plan.Severity;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.embedded.testing.RealServices;
import dev.signalbox.embedded.testing.TestDatabase;
import dev.signalbox.scheduler.core.learning.Expected;
import dev.signalbox.scheduler.core.learning.Experience;
import dev.signalbox.scheduler.core.learning.Lesson;
import dev.signalbox.scheduler.core.learning.Measured;
import dev.signalbox.scheduler.core.outgoing.Outgoing;
import dev.signalbox.scheduler.core.schedule.Changed;
import dev.signalbox.scheduler.core.schedule.Saved;
import dev.signalbox.scheduler.core.schedule.SavedAmendment;
import dev.signalbox.scheduler.core.schedule.SavedAttempt;
import dev.signalbox.scheduler.core.schedule.SavedPlan;
import dev.signalbox.scheduler.core.schedule.SavedRepository;
import dev.signalbox.scheduler.core.schedule.SavedTask;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** What a batch writes is what is read after it, or nothing of it. */
class TransactionIT {
  private static final Documents DOCUMENTS = new Documents(Map.of(PLAN_ID, "the text"), Map.of());

  private DriverManagerDataSource source = new DriverManagerDataSource();
  private DSLContext database = DSL.using(SQLDialect.POSTGRES);

  @BeforeEach
  void emptyDatabase() throws IOException {
    TestDatabase fresh = RealServices.freshDatabase();
    source = new DriverManagerDataSource(fresh.jdbcUrl(), fresh.username(), fresh.password());
    source.setSchema("scheduler");
    Properties preparedAtOnce = new Properties();
    preparedAtOnce.setProperty("prepareThreshold", "1");
    source.setConnectionProperties(preparedAtOnce);
    database = DSL.using(source, SQLDialect.POSTGRES);
    database.createSchema("scheduler").execute();
    Resource[] migrations =
        new PathMatchingResourcePatternResolver().getResources("classpath:db/scheduler/V*.sql");
    Arrays.sort(migrations, Comparator.comparingInt(TransactionIT::version));
    new ResourceDatabasePopulator(migrations).execute(source);
  }

  private static int version(Resource migration) {
    String name = Objects.requireNonNull(migration.getFilename());
    return Integer.parseInt(name.substring(1, name.indexOf('_')));
  }

  @Test
  void newRowsAndChangedRowsAreReadAsTheyWereSaved() {
    SavedTask full = task("a", TaskState.RUNNING, NOW, ODD);
    SavedTask bare = task("b", TaskState.PENDING, null, "");
    SavedAttempt attempt = attempt(false, "w1", NOW);
    save(changed(plan(PlanState.RUNNING, null), List.of(full, bare), List.of(attempt)));
    assertThat(read())
        .isEqualTo(new Saved(plan(PlanState.RUNNING, null), List.of(full, bare), List.of(attempt)));
    assertThat(new PlanStore(database).repositories(PARTITION))
        .containsExactly(
            new PlanStore.Counted(
                REPOSITORY, 7, 1, new SavedRepository(List.of(1L), Map.of("main", 5L))));

    SavedPlan paused = plan(PlanState.PAUSED, new TaskKey("a"));
    SavedTask later = task("b", TaskState.RUNNING, NOW, "later");
    SavedAttempt unowned = attempt(false, null, null);
    save(changed(paused, List.of(later), List.of(unowned)));
    assertThat(read()).isEqualTo(new Saved(paused, List.of(full, later), List.of(unowned)));
    save(changed(paused, List.of(), List.of(attempt(true, "w1", NOW))));
    assertThat(read().attempts()).isEmpty();
  }

  /** A statement that the server knows from a value gets none, and the other way round. */
  @Test
  void valuesComeAndGoWithinATransaction() {
    SavedPlan with = plan(PlanState.PAUSED, new TaskKey("a"));
    SavedPlan without = plan(PlanState.RUNNING, null);
    commit(transaction -> {
      transaction.sequence(REPOSITORY, PARTITION, 7);
      for (SavedPlan next : List.of(without, with, without, with, without)) {
        boolean has = next.equals(with);
        SavedTask task = task("a", TaskState.RUNNING, has ? NOW : null, "");
        List<SavedAttempt> attempts = List.of(attempt(false, has ? "w1" : null, null));
        transaction.save(REPOSITORY, changed(next, List.of(task), attempts), DOCUMENTS);
      }
    });
    assertThat(read())
        .isEqualTo(
            new Saved(
                without,
                List.of(task("a", TaskState.RUNNING, null, "")),
                List.of(attempt(false, null, null))));
  }

  @Test
  void veryManyRowsAreAllSaved() {
    List<SavedTask> many =
        IntStream.rangeClosed(1, 5_001)
            .mapToObj(number -> task("t" + number, TaskState.PENDING, NOW, ""))
            .toList();
    save(changed(plan(PlanState.RUNNING, null), many, List.of()));
    assertThat(database.fetchCount(TASK)).isEqualTo(5_001);
  }

  @Test
  void amendmentsAreAppliedInTheirOrder() {
    save(changed(plan(PlanState.RUNNING, null), List.of(), List.of()));
    for (List<String> keys : List.of(List.of("x", "y"), List.of("z"))) {
      List<SavedAmendment> added =
          keys.stream()
              .map(key -> new Amendment(List.of(TestingPlans.task(key).build()), Map.of()))
              .map(amendment -> new SavedAmendment(PLAN_ID, amendment))
              .toList();
      save(new Changed(null, List.of(), added, List.of(), List.of(), Experience.NONE));
    }
    assertThat(read().plan().setup().content().tasks())
        .extracting(task -> task.key().value())
        .containsExactly("x", "y", "z");
  }

  /** S2-6: what was learned is replaced by what is learned later, and forgotten. */
  @Test
  void lessonsAreReplacedAndForgotten() {
    Lesson old = lesson("old", 1, List.of(10L, 20L));
    Lesson kept = lesson("kept", 2, List.of(30L));
    SavedPlan plan = plan(PlanState.RUNNING, null);
    save(learned(plan, List.of(measured(100, null)), List.of(old, kept)));
    LearnedStore store = new LearnedStore(database);
    assertThat(store.lessons(REPOSITORY)).containsExactly(old, kept);
    assertThat(store.measured(PLAN_ID)).containsExactly(measured(100, null));

    Lesson newer = lesson("kept", 3, List.of(30L, 40L));
    Expected author = new Expected(90, Expected.Source.ESTIMATE);
    save(
        learned(
            plan,
            List.of(measured(200, null), measured(300, author)),
            List.of(lesson("old", 0, List.of()), newer)));
    assertThat(store.lessons(REPOSITORY)).containsExactly(newer);
    assertThat(store.measured(PLAN_ID)).containsExactly(measured(300, author));
  }

  @Test
  void aMessageIsNewOnce() {
    UUID first = UUID.randomUUID();
    UUID second = UUID.randomUUID();
    commit(transaction -> {
      assertThat(transaction.remember(List.of(), NOW)).isEmpty();
      assertThat(transaction.remember(List.of(first, first), NOW)).containsExactly(first);
    });
    List<Problem> reasons = List.of(new Problem(Severity.ERROR, "E001", "", 1, 1, ODD, ""));
    commit(transaction -> {
      assertThat(transaction.remember(List.of(first, second), NOW)).containsExactly(second);
      transaction.refuse(Map.of(second, reasons), NOW);
    });
    PlanStore plans = new PlanStore(database);
    assertThat(plans.decided(first)).contains(List.of());
    assertThat(plans.decided(second)).contains(reasons);
    assertThat(plans.decided(UUID.randomUUID())).isEmpty();
  }

  /** I5: what is not acknowledged stays in the outbox, in its order. */
  @Test
  void recordsStayUntilTheyAreTakenOut() {
    Outgoing first = outgoing(1, null, new byte[] {0, 1, -1});
    Outgoing second = outgoing(2, "key", new byte[0]);
    Outgoing long1 = outgoing(3, "key", new byte[9 << 20]);
    Outgoing last = outgoing(4, "key", new byte[] {5});
    commit(transaction -> transaction.keep(List.of(first, second, long1, last)));
    OutboxStore outbox = new OutboxStore(database);
    assertThat(outbox.unsent(PARTITION))
        .usingRecursiveComparison()
        .withEqualsForType(Arrays::equals, byte[].class)
        .isEqualTo(List.of(first, second, long1, last));
    outbox.sent(List.of(first, long1, new Outgoing(4, 2, "t", null, new byte[0], Map.of())));
    assertThat(outbox.unsent(PARTITION)).extracting(Outgoing::position).containsExactly(2L, 4L);
  }

  /** Interleaving 18: a former owner can write nothing more. */
  @Test
  void onlyTheOwnerAdvances() {
    PartitionStore partitions = new PartitionStore(database);
    Ownership former = partitions.takeOver(PARTITION, "former", "s", "e");
    Ownership owner = partitions.takeOver(PARTITION, "owner", "s", "e");
    assertThatExceptionOfType(NotOwnerException.class)
        .isThrownBy(() -> commit(transaction -> transaction.advance(former)));
    Ownership advanced = new Ownership(PARTITION, owner.epoch(), 11, 22);
    try (Transaction open = Transaction.begin(source)) {
      open.advance(advanced);
    }
    assertThat(partitions.current(PARTITION, owner.epoch())).isEqualTo(owner);
    commit(transaction -> transaction.advance(advanced));
    assertThat(partitions.current(PARTITION, owner.epoch())).isEqualTo(advanced);
  }

  private void commit(Consumer<Transaction> work) {
    try (Transaction transaction = Transaction.begin(source)) {
      work.accept(transaction);
      transaction.commit();
    }
  }

  private void save(Changed changed) {
    commit(transaction -> {
      transaction.sequence(REPOSITORY, PARTITION, 7);
      transaction.save(REPOSITORY, changed, DOCUMENTS);
    });
  }

  private Saved read() {
    return new PlanStore(database).plan(REPOSITORY, PLAN_ID).orElseThrow();
  }

  private static Changed changed(
      SavedPlan plan, List<SavedTask> tasks, List<SavedAttempt> attempts) {
    SavedRepository repository = new SavedRepository(List.of(1L), Map.of("main", 5L));
    return new Changed(repository, List.of(plan), List.of(), tasks, attempts, Experience.NONE);
  }

  private static Changed learned(SavedPlan plan, List<Measured> measured, List<Lesson> lessons) {
    return new Changed(
        null, List.of(plan), List.of(), List.of(), List.of(), new Experience(measured, lessons));
  }
}
