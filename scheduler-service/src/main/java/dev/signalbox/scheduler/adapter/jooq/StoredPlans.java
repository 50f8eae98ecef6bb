package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.PLAN;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.STORED_PLAN;
import static dev.signalbox.scheduler.adapter.jooq.generated.Tables.STORED_TEXT;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.plan.Interned;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.TaskSpec;
import dev.signalbox.scheduler.core.outgoing.Portions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plans that are too long for a record, stored before they are submitted: the text in pieces, as it
 * comes, and what it was read as in portions. Nothing here is ever whole in memory but the plan.
 */
public final class StoredPlans {
  private static final int PIECE = 1 << 20;
  private static final int TASKS = 1000;
  private static final JsonMapper JSON = MessageCodec.mapper();

  private final DSLContext database;

  public StoredPlans(DSLContext database) {
    this.database = database;
  }

  /**
   * Stores a text until its end, or until it is too long.
   *
   * @return its length in bytes, or more than the longest
   */
  public long storeText(UUID stored, InputStream text, long longest, Instant now)
      throws IOException {
    long length = 0;
    int part = 0;
    for (byte[] piece = text.readNBytes(PIECE);
        piece.length > 0 && length <= longest;
        piece = text.readNBytes(PIECE)) {
      database
          .insertInto(STORED_TEXT)
          .set(STORED_TEXT.STORED, stored)
          .set(STORED_TEXT.PART, part++)
          .set(STORED_TEXT.CONTENT, piece)
          .set(STORED_TEXT.STORED_AT, now)
          .execute();
      length += piece.length;
    }
    return length;
  }

  /** The text from its beginning; piece after piece, without a connection held in between. */
  public InputStream text(UUID stored) {
    return new StoredText(part ->
        database
            .select(STORED_TEXT.CONTENT)
            .from(STORED_TEXT)
            .where(STORED_TEXT.STORED.eq(stored))
            .and(STORED_TEXT.PART.eq(part))
            .fetchOptional(STORED_TEXT.CONTENT));
  }

  /** Stores what the text was read as. */
  public void storePlan(UUID stored, Plan plan, Instant now) {
    int portion = 0;
    store(stored, portion, plan.withTasks(List.of()), now);
    for (List<TaskSpec> tasks : Portions.of(plan.tasks(), TASKS)) {
      portion++;
      store(stored, portion, tasks, now);
    }
  }

  /** The plan with all its tasks; empty when nothing is stored by that name. */
  public Optional<Plan> plan(UUID stored) {
    return portion(stored, 0)
        .map(text -> JSON.readValue(text, Plan.class).withTasks(tasks(stored)));
  }

  /** The tasks of a plan. */
  List<TaskSpec> tasks(UUID stored) {
    Interned interned = new Interned();
    List<TaskSpec> tasks = new ArrayList<>();
    Optional<String> text = portion(stored, 1);
    for (int next = 2; text.isPresent(); next++) {
      for (TaskSpec task : JSON.readValue(text.get(), TaskSpec[].class)) {
        tasks.add(interned.of(task));
      }
      text = portion(stored, next);
    }
    return tasks;
  }

  /** What a plan's author handed in. */
  public Optional<InputStream> document(UUID plan) {
    return database
        .select(PLAN.STORED, PLAN.DOCUMENT)
        .from(PLAN)
        .where(PLAN.ID.eq(plan))
        .fetchOptional(row ->
            row.value1() == null
                ? new ByteArrayInputStream(row.value2().getBytes(StandardCharsets.UTF_8))
                : text(row.value1()));
  }

  /** Forgets what was stored and is not going to be submitted. */
  public void forget(UUID stored) {
    database.deleteFrom(STORED_PLAN).where(STORED_PLAN.STORED.eq(stored)).execute();
    database.deleteFrom(STORED_TEXT).where(STORED_TEXT.STORED.eq(stored)).execute();
  }

  /** Forgets what was stored before then and belongs to no plan; says how much it was. */
  public int forgetUnusedBefore(Instant limit) {
    return database
            .deleteFrom(STORED_PLAN)
            .where(STORED_PLAN.STORED_AT.lt(limit))
            .and(isUnused(STORED_PLAN.STORED))
            .execute()
        + database
            .deleteFrom(STORED_TEXT)
            .where(STORED_TEXT.STORED_AT.lt(limit))
            .and(isUnused(STORED_TEXT.STORED))
            .execute();
  }

  private Condition isUnused(Field<UUID> stored) {
    return DSL.notExists(database.selectOne().from(PLAN).where(PLAN.STORED.eq(stored)));
  }

  private void store(UUID stored, int portion, Object content, Instant now) {
    database
        .insertInto(STORED_PLAN)
        .set(STORED_PLAN.STORED, stored)
        .set(STORED_PLAN.PORTION, portion)
        .set(STORED_PLAN.CONTENT, JSON.writeValueAsString(content))
        .set(STORED_PLAN.STORED_AT, now)
        .execute();
  }

  private Optional<String> portion(UUID stored, int portion) {
    return database
        .select(STORED_PLAN.CONTENT)
        .from(STORED_PLAN)
        .where(STORED_PLAN.STORED.eq(stored))
        .and(STORED_PLAN.PORTION.eq(portion))
        .fetchOptional(STORED_PLAN.CONTENT);
  }
}
