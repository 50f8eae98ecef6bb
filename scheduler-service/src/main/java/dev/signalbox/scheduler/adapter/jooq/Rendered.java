package dev.signalbox.scheduler.adapter.jooq;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/**
 * A statement whose text is made once: what is left for each execution is to bind its values. To
 * render a statement takes longer than the database takes for it.
 *
 * @param text with a question mark for each value, in the order in which they are written
 */
record Rendered(String text) {
  private static final DSLContext DIALECT = DSL.using(SQLDialect.POSTGRES);

  static Rendered of(Query query) {
    if (DIALECT.extractParams(query).values().stream().anyMatch(Rendered::isConstant)) {
      throw new IllegalArgumentException("a constant is to be inlined: " + query);
    }
    return new Rendered(DIALECT.render(query));
  }

  private static boolean isConstant(Param<?> value) {
    return value.getValue() != null && !value.isInline();
  }

  /** A value for a column, given at each execution. */
  static <T> Param<T> given(Field<T> column) {
    return DSL.param(column.getName(), column);
  }

  /** Values of a column, given as one array at each execution. */
  static <T> Param<T[]> several(Field<T> column) {
    return DSL.param(column.getName(), column.getDataType().getArrayDataType());
  }
}
