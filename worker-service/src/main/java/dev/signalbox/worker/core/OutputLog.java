package dev.signalbox.worker.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * An attempt's output on its way out: taken in as bytes, given out as pieces of whole characters
 * with their offsets, cut at a cap with a clear mark. The end of the output is kept beyond the cap.
 * Safe for one writer and one reader.
 */
public final class OutputLog {

  /** The most bytes in one piece. */
  public static final int PIECE = 16 * 1024;

  private static final int TAIL = 4 * 1024;

  /**
   * A part of the output.
   *
   * @param from the number of UTF-8 bytes before it
   */
  public record Piece(long from, String text) {}

  private final long cap;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private byte[] tail = new byte[0];
  private long taken;
  private long given;
  private boolean capped;

  public OutputLog(long cap) {
    this.cap = cap;
  }

  /** Takes in output; never blocks and never fails. */
  public synchronized void append(byte[] output) {
    keepTail(output);
    if (capped) {
      return;
    }
    long room = cap - taken;
    if (output.length <= room) {
      waiting.add(output.clone());
      taken += output.length;
      return;
    }
    capped = true;
    waiting.add(Arrays.copyOf(output, (int) room));
    waiting.add(utf8("\n[signalbox: the output is longer than " + cap + " bytes; cut here]\n"));
  }

  /** Takes in a line of the worker's own. */
  public void line(String text) {
    append(utf8(text + "\n"));
  }

  /**
   * The next piece, if there is one.
   *
   * @param ended whether nothing follows, so that an unfinished character is given out too
   */
  public synchronized Optional<Piece> next(boolean ended) {
    byte[] bytes = drain();
    int whole = ended && bytes.length <= PIECE ? bytes.length : wholeCharacters(bytes);
    if (whole < bytes.length) {
      waiting.addFirst(Arrays.copyOfRange(bytes, whole, bytes.length));
    }
    if (whole == 0) {
      return Optional.empty();
    }
    String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
    Piece piece = new Piece(given, text);
    given += utf8(text).length;
    return Optional.of(piece);
  }

  /** How many UTF-8 bytes were given out so far. */
  public synchronized long given() {
    return given;
  }

  /** The last lines of the output so far. */
  public synchronized String lastLines(int count) {
    List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }

  private void keepTail(byte[] output) {
    byte[] joined = joined(tail, output);
    tail = Arrays.copyOfRange(joined, Math.max(0, joined.length - TAIL), joined.length);
  }

  private byte[] drain() {
    byte[] drained = new byte[0];
    while (drained.length < PIECE && !waiting.isEmpty()) {
      drained = joined(drained, waiting.removeFirst());
    }
    return drained;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /** How many of the bytes make up whole characters and fit into a piece. */
  private static int wholeCharacters(byte[] bytes) {
    int end = Math.min(bytes.length, PIECE);
    int start = end;
    while (start > 0 && end - start < 4 && isContinuation(bytes[start - 1])) {
      start--;
    }
    if (start == 0) {
      return end;
    }
    int missing = lengthFrom(bytes[start - 1]) - (end - start + 1);
    return missing > 0 ? start - 1 : end;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xC0) == 0x80;
  }

  private static int lengthFrom(byte lead) {
    if ((lead & 0xE0) == 0xC0) {
      return 2;
    }
    if ((lead & 0xF0) == 0xE0) {
      return 3;
    }
    return (lead & 0xF8) == 0xF0 ? 4 : 1;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
