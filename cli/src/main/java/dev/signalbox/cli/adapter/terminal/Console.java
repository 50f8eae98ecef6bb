package dev.signalbox.cli.adapter.terminal;

import dev.signalbox.cli.core.view.Paint;
import java.io.PrintStream;
import java.util.List;

/**
 * Data goes to the output, all that is said beside it to the error stream; with JSON wanted the
 * output carries that one document alone.
 */
public final class Console {
  private final PrintStream out;
  private final PrintStream err;
  private final Look look;
  private volatile boolean ended;

  /**
   * How to look.
   *
   * @param json whether the output is for a program
   * @param progress how progress is shown
   * @param colored whether escape sequences for colour are written
   * @param width of the terminal in characters
   */
  public record Look(boolean json, Progress progress, boolean colored, int width) {}

  /** How progress is shown: a frame drawn over itself, lines, or not at all. */
  public enum Progress {
    FRAME,
    LINES,
    QUIET
  }

  public Console(PrintStream out, PrintStream err, Look look) {
    this.out = out;
    this.err = err;
    this.look = look;
  }

  public boolean json() {
    return look.json();
  }

  public Progress progress() {
    return look.progress();
  }

  public int width() {
    return look.width();
  }

  public Paint paint() {
    return new Paint(look.colored());
  }

  /** A line of the answer for people; on the error stream when a program reads the output. */
  public void say(String line) {
    (look.json() ? err : out).println(line);
  }

  public void say(List<String> lines) {
    lines.forEach(this::say);
  }

  /** Text of somebody else, as it is. */
  public void print(String text) {
    out.print(text);
    out.flush();
  }

  /** The one document a program reads. */
  public void data(String document) {
    out.println(document);
    out.flush();
  }

  /** A line beside the answer: progress, hints, warnings. */
  public void note(String line) {
    if (!ended) {
      err.println(line);
    }
  }

  /** The last line beside the answer: what is still said while the process ends is nobody's. */
  public void lastNote(String line) {
    note(line);
    ended = true;
  }

  /** Progress that is worth a line, unless none is wanted. */
  public void step(String line) {
    if (look.progress() != Progress.QUIET) {
      note(line);
    }
  }

  /** Draws a frame over the one before. */
  public void frame(List<String> lines, int linesBefore) {
    StringBuilder all = new StringBuilder();
    if (linesBefore > 0) {
      all.append("\u001b[").append(linesBefore).append("A\r\u001b[J");
    }
    lines.forEach(line -> all.append(line).append('\n'));
    if (!ended) {
      err.print(all);
      err.flush();
    }
  }
}
