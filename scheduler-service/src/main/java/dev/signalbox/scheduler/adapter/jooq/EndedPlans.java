package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.ATTEMPT;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.TASK;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.PlanState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Reads which plans are over for how long. */
public final class EndedPlans {
  private static final List<String> FINAL =
      List.of(PlanState.COMPLETED.name(), PlanState.FAILED.name(), PlanState.CANCELLED.name());

  private final DSLContext database;

  public EndedPlans(DSLContext database) {
    this.database = database;
  }

  /** A repository, where it is, and plans that ended there. */
  public record Ended(RepositoryId repository, String location, Set<PlanId> plans) {
    public Ended {
      plans = Set.copyOf(plans);
    }
  }

  /** The plans that are over, and of which nothing has moved since then. */
  public List<Ended> before(Instant limit) {
    Map<Place, Set<PlanId>> found = new LinkedHashMap<>();
    var moved = TASK.MOVED_AT.gt(limit);
    database
        .select(PLAN.ID, PLAN.REPOSITORY, PLAN.LOCATION)
        .from(PLAN)
        .where(PLAN.STATE.in(FINAL))
        .and(notExists(selectOne().from(TASK).where(TASK.PLAN.eq(PLAN.ID)).and(moved)))
        .and(
            notExists(
                selectOne()
                    .from(ATTEMPT)
                    .where(ATTEMPT.PLAN.eq(PLAN.ID))
                    .and(ATTEMPT.OVER.isFalse())))
        .orderBy(PLAN.REPOSITORY, PLAN.ORDINAL)
        .forEach(row ->
            found
                .computeIfAbsent(new Place(row.value2(), row.value3()), any -> new HashSet<>())
                .add(new PlanId(row.value1())));
    List<Ended> ended = new ArrayList<>();
    found.forEach((place, plans) ->
        ended.add(new Ended(new RepositoryId(place.repository()), place.location(), plans)));
    return ended;
  }

  private record Place(String repository, String location) {}
}
