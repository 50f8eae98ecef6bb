package dev.signalbox.scheduler.adapter.jooq;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Writes many rows of a table with few statements: a column is one array, which the database turns
 * into rows. Binding a hundred thousand rows one by one takes longer than storing them.
 */
final class RowArrays<R extends TableRecord<R>> {
  private static final int MOST_ROWS = 5_000;
  private static final String GIVEN = "given";

  private final Table<R> table;
  private final Rendered statement;

  private RowArrays(Table<R> table, QueryPart whenKnown) {
    this.table = table;
    Query insert =
        DSL.query(
            "insert into {0} ({1}) select {2} from unnest({3}) as {4} ({1}){5}",
            table,
            names(Arrays.asList(table.fields())),
            each(Arrays.asList(table.fields()), RowArrays::selected),
            each(Arrays.asList(table.fields()), field -> Rendered.several(sent(field))),
            DSL.name(GIVEN),
            whenKnown);
    this.statement = Rendered.of(insert);
  }

  /** Adds rows that are not there. */
  static <R extends TableRecord<R>> RowArrays<R> adding(Table<R> table) {
    return new RowArrays<>(table, DSL.sql(""));
  }

  /** Adds rows, or replaces those with the same key; no two of them may have the same. */
  static <R extends TableRecord<R>> RowArrays<R> replacing(Table<R> table) {
    List<Field<?>> keys = new ArrayList<>(table.getPrimaryKey().getFields());
    List<Field<?>> others = new ArrayList<>(Arrays.asList(table.fields()));
    others.removeAll(keys);
    return new RowArrays<>(
        table,
        DSL.sql(
            " on conflict ({0}) do update set {1}",
            names(keys), each(others, RowArrays::replaced)));
  }

  /** Most rows go with what is sent next; of very many, all but the last at once. */
  void write(Pipeline pipeline, List<R> rows) {
    for (int from = 0; from < rows.size(); from += MOST_ROWS) {
      List<R> some = rows.subList(from, Math.min(rows.size(), from + MOST_ROWS));
      pipeline.add(
          statement, Arrays.stream(table.fields()).map(field -> column(field, some)).toArray());
      if (some.size() == MOST_ROWS) {
        pipeline.send();
      }
    }
  }

  private static Object column(Field<?> field, List<? extends TableRecord<?>> rows) {
    Object values = Array.newInstance(sent(field).getType(), rows.size());
    for (int at = 0; at < rows.size(); at++) {
      Object value = rows.get(at).get(field);
      Array.set(values, at, value instanceof Long[] several ? text(several) : value);
    }
    return values;
  }

  /** An array of arrays would be turned into the members of them all: they go as texts. */
  private static Field<?> sent(Field<?> field) {
    return field.getDataType().isArray()
        ? DSL.field(field.getUnqualifiedName(), SQLDataType.CLOB)
        : field;
  }

  private static String text(Long[] several) {
    return Stream.of(several).map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  private static QueryPart selected(Field<?> field) {
    Field<?> given = DSL.field(field.getUnqualifiedName(), sent(field).getDataType());
    return field.getDataType().isArray() ? given.cast(field.getDataType()) : given;
  }

  private static QueryPart names(List<Field<?>> fields) {
    return each(fields, Field::getUnqualifiedName);
  }

  private static QueryPart replaced(Field<?> field) {
    return DSL.sql("{0} = excluded.{0}", field.getUnqualifiedName());
  }

  private static QueryPart each(List<Field<?>> fields, Function<Field<?>, QueryPart> part) {
    return DSL.list(fields.stream().map(part).toList());
  }
}
