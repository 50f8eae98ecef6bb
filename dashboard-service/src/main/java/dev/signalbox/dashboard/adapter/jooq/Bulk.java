package dev.signalbox.dashboard.adapter.jooq;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Writes many rows with one statement of one shape: a column is one array, whatever the number of
 * rows, and the database turns the arrays into rows. Several times faster than a batch of single
 * statements, most of whose time goes into binding.
 */
final class Bulk<R> {

  /** A column and where its value comes from. */
  private record Column<R>(Field<?> field, Function<R, @Nullable Object> value) {}

  private static final String ROWS = "u";

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
    if (!rows.isEmpty()) {
      dsl.execute(
          "insert into {0} ({1}) select {2} from {3} on conflict do nothing",
          table, names(all()), selected(), unnested(rows));
    }
  }

  /** Adds rows, or replaces those that are there. */
  void upsert(DSLContext dsl, Collection<R> rows) {
    if (!rows.isEmpty()) {
      dsl.execute(
          "insert into {0} ({1}) select {2} from {3} on conflict ({4}) do update set {5}",
          table,
          names(all()),
          selected(),
          unnested(rows),
          names(keys),
          list(others, column -> DSL.sql("{0} = excluded.{0}", name(column))));
    }
  }

  /** Changes rows that are there. */
  void update(DSLContext dsl, Collection<R> rows) {
    if (!rows.isEmpty()) {
      dsl.execute(
          "update {0} set {1} from {2} where {3}",
          table,
          list(others, column -> DSL.sql("{0} = {1}", name(column), given(column))),
          unnested(rows),
          DSL.and(keys.stream().map(this::same).toList()));
    }
  }

  private List<Column<R>> all() {
    return Stream.concat(keys.stream(), others.stream()).toList();
  }

  private QueryPart unnested(Collection<R> rows) {
    List<QueryPart> arrays = new ArrayList<>();
    all().forEach(column -> arrays.add(array(column, rows)));
    return DSL.sql("unnest({0}) as {1} ({2})", DSL.list(arrays), DSL.name(ROWS), names(all()));
  }

  private QueryPart array(Column<R> column, Collection<R> rows) {
    DataType<?> type = flat(column.field());
    Object values = Array.newInstance(type.getType(), rows.size());
    int i = 0;
    for (R row : rows) {
      Array.set(values, i++, flat(column.value().apply(row)));
    }
    return DSL.val(values, type.getArrayDataType());
  }

  /**
   * An array of arrays would be unnested to its elements, so a list travels as its text; bytes
   * travel as hexadecimal digits, because none at all arrive as null in an array of bytes.
   */
  private static DataType<?> flat(Field<?> field) {
    boolean asText = field.getDataType().isArray() || isBytes(field);
    return asText ? SQLDataType.CLOB : field.getDataType();
  }

  private static @Nullable Object flat(@Nullable Object value) {
    return switch (value) {
      case String[] texts -> TextArrays.write(texts);
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case null, default -> value;
    };
  }

  private static boolean isBytes(Field<?> field) {
    return field.getType() == byte[].class;
  }

  private QueryPart selected() {
    return list(all(), this::given);
  }

  private QueryPart given(Column<R> column) {
    QueryPart value = DSL.name(ROWS, column.field().getName());
    if (isBytes(column.field())) {
      return DSL.sql("decode({0}, 'hex')", value);
    }
    return column.field().getDataType().isArray() ? DSL.sql("{0}::text[]", value) : value;
  }

  private org.jooq.Condition same(Column<R> column) {
    return DSL.condition("{0} = {1}", column.field(), given(column));
  }

  private QueryPart names(List<Column<R>> columns) {
    return list(columns, Bulk::name);
  }

  private static QueryPart name(Column<?> column) {
    return DSL.name(column.field().getName());
  }

  private QueryPart list(List<Column<R>> columns, Function<Column<R>, QueryPart> part) {
    List<QueryPart> parts = new ArrayList<>();
    columns.forEach(column -> parts.add(part.apply(column)));
    return DSL.list(parts);
  }
}
