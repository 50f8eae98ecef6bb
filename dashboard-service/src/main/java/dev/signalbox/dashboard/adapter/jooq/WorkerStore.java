package dev.signalbox.dashboard.adapter.jooq;

import static dev.signalbox.dashboard.adapter.jooq.generated.Tables.WORKER;

import dev.signalbox.dashboard.core.WorkerRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The workers that were registered by a request, and the forgetting of those that are gone. */
public final class WorkerStore {
  private final DSLContext dsl;

  public WorkerStore(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** A worker by its name. */
  public Optional<WorkerRow> find(String id) {
    return dsl.selectFrom(WORKER).where(WORKER.WORKER_.eq(id)).fetchOptional(Rows::worker);
  }

  /** Adds a worker; false when one of that name is there already. */
  public boolean register(WorkerRow row, String tokenHash) {
    return dsl.transactionResult(transaction -> {
      DSLContext inside = DSL.using(transaction);
      boolean taken = inside.fetchExists(WORKER, WORKER.WORKER_.eq(row.worker().value()));
      if (taken) {
        return false;
      }
      Bulks.workers().upsert(inside, List.of(row));
      inside
          .update(WORKER)
          .set(WORKER.TOKEN_HASH, tokenHash)
          .where(WORKER.WORKER_.eq(row.worker().value()))
          .execute();
      return true;
    });
  }

  /** What the token of a registered worker must hash to; empty for a worker that was not. */
  public Optional<String> tokenHash(String id) {
    return dsl.select(WORKER.TOKEN_HASH)
        .from(WORKER)
        .where(WORKER.WORKER_.eq(id))
        .and(WORKER.TOKEN_HASH.isNotNull())
        .fetchOptional(WORKER.TOKEN_HASH);
  }

  /** Writes what a registered worker says of itself. */
  public void update(WorkerRow row) {
    Bulks.workers().upsert(dsl, List.of(row));
  }

  /** Removes a registered worker. */
  public void unregister(String id) {
    dsl.deleteFrom(WORKER)
        .where(WORKER.WORKER_.eq(id))
        .and(WORKER.TOKEN_HASH.isNotNull())
        .execute();
  }

  /** Forgets workers that were last heard of before that time; registered ones stay. */
  public int forgetSilentSince(Instant time) {
    return dsl.deleteFrom(WORKER)
        .where(WORKER.LAST_SEEN.lt(time))
        .and(WORKER.TOKEN_HASH.isNull())
        .execute();
  }
}
