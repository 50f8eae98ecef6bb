package dev.signalbox.dashboard.adapter.jooq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertValuesStepN;
import org.jooq.Query;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows with one statement: rendered once, bound per row, sent as one batch (which the
 * driver turns into multi-row inserts).
 */
final class Bulk<R> {

  /** A column and where its value comes from. */
  record Column<R>(Field<?> field, Function<R, @Nullable Object> value) {}

  private final Table<?> table;
  private final List<Column<R>> keys = new ArrayList<>();
  private final List<Column<R>> others = new ArrayList<>();

  Bulk(Table<?> table) {
    this.table = table;
  }

  <T> Bulk<R> key(Field<T> field, Function<R, T> value) {
    keys.add(new Column<>(field, value::apply));
    return this;
  }

  <T> Bulk<R> column(Field<T> field, Function<R, @Nullable T> value) {
    others.add(new Column<>(field, value::apply));
    return this;
  }

  /** Adds rows; one that is there already stays as it is. */
  void insert(DSLContext dsl, Collection<R> rows) {
    run(dsl, rows, values(dsl).onConflictDoNothing(), all());
  }

  /** Adds rows, or replaces those that are there. */
  void upsert(DSLContext dsl, Collection<R> rows) {
    var insert = values(dsl).onConflict(keys.stream().map(Column::field).toList()).doUpdate();
    var set = new java.util.LinkedHashMap<Field<?>, Object>();
    others.forEach(column -> set.put(column.field(), DSL.excluded(column.field())));
    run(dsl, rows, insert.set(set), all());
  }

  /** Changes rows that are there. */
  void update(DSLContext dsl, Collection<R> rows) {
    var set = new java.util.LinkedHashMap<Field<?>, Object>();
    others.forEach(column -> set.put(column.field(), placeholder(column.field())));
    List<Condition> where = keys.stream().map(column -> same(column.field())).toList();
    Query update = dsl.update(table).set(set).where(where);
    run(dsl, rows, update, Stream.concat(others.stream(), keys.stream()).toList());
  }

  private InsertValuesStepN<?> values(DSLContext dsl) {
    List<Field<?>> fields = new ArrayList<>();
    all().forEach(column -> fields.add(column.field()));
    List<Field<?>> placeholders = new ArrayList<>();
    fields.forEach(field -> placeholders.add(placeholder(field)));
    return dsl.insertInto(table).columns(fields).values(placeholders);
  }

  private List<Column<R>> all() {
    return Stream.concat(keys.stream(), others.stream()).toList();
  }

  private void run(DSLContext dsl, Collection<R> rows, Query query, List<Column<R>> columns) {
    if (rows.isEmpty()) {
      return;
    }
    BatchBindStep batch = dsl.batch(query);
    for (R row : rows) {
      batch = batch.bind(columns.stream().map(column -> column.value().apply(row)).toArray());
    }
    int[] counts = batch.execute();
    assert counts.length == rows.size() : Arrays.toString(counts);
  }

  private static <T> Field<T> placeholder(Field<T> field) {
    return DSL.val((T) null, field);
  }

  private static <T> Condition same(Field<T> field) {
    return field.eq(placeholder(field));
  }
}
