package dev.signalbox.common.plan;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;

/** Says of a text that is too long, or no text, that it is so, as a problem of the document. */
final class CheckedText extends FilterReader {
  private final long longest;
  private final String tooLong;
  private long read;

  /**
   * @param longest in characters
   * @param tooLong the words for a longer one
   */
  CheckedText(Reader text, long longest, String tooLong) {
    super(text);
    this.longest = longest;
    this.tooLong = tooLong;
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    try {
      int count = super.read(into, offset, length);
      read += Math.max(0, count);
      if (read > longest) {
        throw ValueReader.tooLarge(Spot.START, tooLong);
      }
      return count;
    } catch (CharacterCodingException notText) {
      throw new UnreadableDocumentException(
          ProblemCode.SYNTAX, Spot.START, "not UTF-8 text", "save the file as UTF-8", notText);
    }
  }
}
