package dev.signalbox.scheduler.adapter.jooq;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntFunction;

/** A stored text as a stream of its pieces, each fetched when it is come to. */
final class StoredText extends InputStream {
  private final IntFunction<Optional<byte[]>> pieces;
  private byte[] piece = {};
  private int at;
  private int next;
  private boolean ended;

  StoredText(IntFunction<Optional<byte[]>> pieces) {
    this.pieces = pieces;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (at == piece.length && !ended) {
      Optional<byte[]> fetched = pieces.apply(next);
      ended = fetched.isEmpty();
      piece = fetched.orElse(new byte[0]);
      at = 0;
      next++;
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, into, offset, count);
    at += count;
    return count;
  }
}
