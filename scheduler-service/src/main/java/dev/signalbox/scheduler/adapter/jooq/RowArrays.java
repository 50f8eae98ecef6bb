package dev.signalbox.scheduler.adapter.jooq;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;

/**
 * Writes many rows with few statements: a column is one array, which the database turns into rows.
 * Binding a hundred thousand rows one by one takes longer than storing them.
 */
final class RowArrays {
  private static final int MOST_ROWS = 5_000;
  private static final String GIVEN = "given";

  private RowArrays() {}

  /** Adds rows, or replaces those with the same key. */
  static <R extends TableRecord<R>> void upsert(DSLContext database, List<R> rows) {
    for (int from = 0; from < rows.size(); from += MOST_ROWS) {
      write(database, rows.subList(from, Math.min(rows.size(), from + MOST_ROWS)));
    }
  }

  private static <R extends TableRecord<R>> void write(DSLContext database, List<R> rows) {
    Table<R> table = rows.getFirst().getTable();
    List<Field<?>> keys = new ArrayList<>(table.getPrimaryKey().getFields());
    List<Field<?>> others = new ArrayList<>(Arrays.asList(table.fields()));
    others.removeAll(keys);
    database.execute(
        "insert into {0} ({1}) select {2} from unnest({3}) as {4} ({1})"
            + " on conflict ({5}) do update set {6}",
        table,
        names(table.fields()),
        names(table.fields()),
        DSL.list(Arrays.stream(table.fields()).map(field -> column(field, rows)).toList()),
        DSL.name(GIVEN),
        names(keys.toArray(Field<?>[]::new)),
        DSL.list(others.stream().map(RowArrays::replaced).toList()));
  }

  private static QueryPart column(Field<?> field, List<? extends TableRecord<?>> rows) {
    Object values = Array.newInstance(field.getType(), rows.size());
    for (int at = 0; at < rows.size(); at++) {
      Array.set(values, at, rows.get(at).get(field));
    }
    return DSL.val(values, field.getDataType().getArrayDataType());
  }

  private static QueryPart names(Field<?>[] fields) {
    return DSL.list(Arrays.stream(fields).map(field -> DSL.name(field.getName())).toList());
  }

  private static QueryPart replaced(Field<?> field) {
    return DSL.sql("{0} = excluded.{0}", DSL.name(field.getName()));
  }
}
