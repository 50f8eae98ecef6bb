package dev.signalbox.scheduler.adapter.jooq;

import static dev.signalbox.scheduler.adapter.jooq.generated.Sequences.FENCING_TOKEN;

import dev.signalbox.common.id.FencingToken;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/**
 * Fencing tokens from the sequence, a hundred at a time. Tokens that are left when a partition
 * changes hands must not be used any more: they may be lower than what the other owner gave out.
 */
public final class TokenBlocks implements Supplier<FencingToken> {
  private static final int BLOCK = 100;

  private final DSLContext database;
  private long next;
  private long end;

  public TokenBlocks(DSLContext database) {
    this.database = database;
  }

  @Override
  public FencingToken get() {
    if (next == end) {
      next = database.nextval(FENCING_TOKEN).longValue();
      end = next + BLOCK;
    }
    return new FencingToken(next++);
  }

  /** Leaves the rest of the block unused. */
  public void discard() {
    next = end;
  }
}
