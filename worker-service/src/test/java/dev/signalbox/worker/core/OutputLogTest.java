package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class OutputLogTest {

  @Test
  void givesOutPiecesWithTheirOffsets() {
    OutputLog log = new OutputLog(1_000);
    log.append(utf8("grün"));
    log.line("!");
    Optional<OutputLog.Piece> first = log.next(false);
    log.line("more");

    assertThat(first).contains(new OutputLog.Piece(0, "grün!\n"));
    assertThat(log.next(true)).contains(new OutputLog.Piece(7, "more\n"));
    assertThat(log.next(true)).isEmpty();
    assertThat(log.given()).isEqualTo(12);
  }

  @Test
  void keepsAnUnfinishedCharacterUntilItIsWhole() {
    OutputLog log = new OutputLog(1_000);
    byte[] euro = utf8("€");
    log.append(Arrays.copyOf(euro, 2));

    assertThat(log.next(false)).isEmpty();
    log.append(Arrays.copyOfRange(euro, 2, 3));
    assertThat(log.next(false)).contains(new OutputLog.Piece(0, "€"));
  }

  @Test
  void replacesWhatIsNoTextAtTheEnd() {
    OutputLog log = new OutputLog(1_000);
    log.append(Arrays.copyOf(utf8("€"), 2));

    assertThat(log.next(true)).contains(new OutputLog.Piece(0, "\uFFFD"));
    assertThat(log.given()).isEqualTo(3);
  }

  @Test
  void givesOutStrayContinuationBytes() {
    OutputLog log = new OutputLog(1_000);
    log.append(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80});

    assertThat(log.next(false).map(OutputLog.Piece::text)).contains("\uFFFD".repeat(5));
  }

  @Test
  void isCutAtTheCapWithAMarkButKeepsTheEnd() {
    OutputLog log = new OutputLog(4);
    log.append(utf8("abcdef\n"));
    log.append(utf8("the end\n"));

    String all = read(log).stream().map(OutputLog.Piece::text).reduce("", String::concat);

    assertThat(all).startsWith("abcd\n[signalbox: the output is longer than 4 bytes");
    assertThat(all).doesNotContain("end");
    assertThat(log.lastLines(1)).isEqualTo("the end");
  }

  @Test
  void theEndIsOfLimitedLength() {
    OutputLog log = new OutputLog(1_000_000);
    for (int line = 0; line < 2_000; line++) {
      log.line("line " + line);
    }

    assertThat(log.lastLines(2)).isEqualTo("line 1998\nline 1999");
    assertThat(log.lastLines(10_000).length()).isLessThan(5_000);
  }

  @Property(tries = 200)
  void whatGoesInComesOutInOrder(
      @ForAll @StringLength(max = 300) String text, @ForAll @IntRange(min = 1, max = 50) int step) {
    byte[] bytes = utf8(text);
    OutputLog log = new OutputLog(10_000_000);
    List<OutputLog.Piece> pieces = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += step) {
      log.append(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + step)));
      log.next(false).ifPresent(pieces::add);
    }
    pieces.addAll(read(log));

    String whole = new String(bytes, StandardCharsets.UTF_8);
    assertThat(pieces.stream().map(OutputLog.Piece::text).reduce("", String::concat))
        .isEqualTo(whole);
    long from = 0;
    for (OutputLog.Piece piece : pieces) {
      assertThat(piece.from()).isEqualTo(from);
      from += utf8(piece.text()).length;
    }
  }

  @Test
  void aPieceIsNeverLargerThanItsLimit() {
    OutputLog log = new OutputLog(10_000_000);
    log.append(utf8("x".repeat(OutputLog.PIECE - 1) + "€" + "y".repeat(OutputLog.PIECE)));

    List<OutputLog.Piece> pieces = read(log);

    assertThat(pieces)
        .hasSize(3)
        .allSatisfy(
            piece -> assertThat(utf8(piece.text())).hasSizeLessThanOrEqualTo(OutputLog.PIECE));
    assertThat(pieces.get(1).text()).startsWith("€");
  }

  private static List<OutputLog.Piece> read(OutputLog log) {
    List<OutputLog.Piece> pieces = new ArrayList<>();
    Optional<OutputLog.Piece> piece = log.next(true);
    while (piece.isPresent()) {
      pieces.add(piece.get());
      piece = log.next(true);
    }
    return pieces;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
