package dev.signalbox.worker.core;

import dev.signalbox.common.message.Progress;
import dev.signalbox.common.plan.Cost;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a task reports of itself, line by line: {@code step 3/7 text}, {@code note text}, {@code
 * cost 0.42 USD}, {@code output name=value}. A line that is none of these is said in the log and
 * changes nothing else.
 */
public final class Report {

  /** The most characters of one output's value and of all outputs of a task. */
  public static final int LARGEST_OUTPUTS = 32 * 1024;

  private static final int LONGEST_LINE = 4 * LARGEST_OUTPUTS;
  private static final int LONGEST_NOTE = 500;
  private static final int LONGEST_SHOWN = 80;
  private static final Pattern LINE = Pattern.compile("(\\S+)(?:\\s+(.*\\S))?\\s*");
  private static final Pattern STEP =
      Pattern.compile("(\\d{1,6})(?:\\s*/\\s*(\\d{1,6}))?(?:\\s+(.*))?");
  private static final Pattern OUTPUT = Pattern.compile("([A-Za-z_][A-Za-z0-9_.-]{0,62})=(.*)");

  private byte[] unfinished = new byte[128];
  private int unfinishedLength;
  private final Map<String, String> outputs = new TreeMap<>();
  private final List<String> said = new ArrayList<>();
  private int lines;
  private int charactersGiven;
  private Progress progress = Progress.NONE;

  /** Takes in what was written; a line counts when its end is there. */
  public void append(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        line();
      } else {
        keep(b);
      }
    }
  }

  /** Nothing follows: the last line counts without its end. */
  public void end() {
    if (unfinishedLength > 0) {
      line();
    }
  }

  /** Of a line that never ends, the beginning tells enough. */
  private void keep(byte next) {
    if (unfinishedLength == LONGEST_LINE) {
      return;
    }
    if (unfinishedLength == unfinished.length) {
      unfinished = Arrays.copyOf(unfinished, 2 * unfinished.length);
    }
    unfinished[unfinishedLength++] = next;
  }

  /** How far the task is. */
  public Progress progress() {
    return progress;
  }

  /** What it gives to those that need it. */
  public Map<String, String> outputs() {
    return Map.copyOf(outputs);
  }

  /** Why the outputs cannot be passed on, if so. */
  public Optional<String> refusal() {
    return charactersGiven <= LARGEST_OUTPUTS
        ? Optional.empty()
        : Optional.of(
            "its outputs have "
                + charactersGiven
                + " characters, "
                + LARGEST_OUTPUTS
                + " are allowed; put the content into a file of the repository and give its name");
  }

  /** What is to be written to the log since the last call. */
  public List<String> takeSaid() {
    List<String> taken = List.copyOf(said);
    said.clear();
    return taken;
  }

  private void line() {
    lines++;
    String text = new String(unfinished, 0, unfinishedLength, StandardCharsets.UTF_8).strip();
    unfinishedLength = 0;
    Matcher matcher = LINE.matcher(text);
    if (matcher.matches()) {
      String rest = Optional.ofNullable(matcher.group(2)).orElse("");
      if (!isUnderstood(matcher.group(1), rest)) {
        String shown = text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) : text;
        say("line " + lines + " of the report is not understood: " + shown);
      }
    }
  }

  private boolean isUnderstood(String word, String rest) {
    return switch (word) {
      case "step" -> step(rest);
      case "note" -> note(rest);
      case "cost" -> cost(rest);
      case "output" -> output(rest);
      default -> false;
    };
  }

  private boolean step(String rest) {
    Matcher matcher = STEP.matcher(rest);
    if (!matcher.matches()) {
      return false;
    }
    int step = Integer.parseInt(matcher.group(1));
    @Nullable Integer steps = number(matcher.group(2));
    if (steps != null && step > steps) {
      return false;
    }
    String note = shortened(Optional.ofNullable(matcher.group(3)).orElse(""));
    progress = new Progress(step, steps, note, progress.cost());
    say("step " + step + (steps == null ? "" : "/" + steps) + (note.isEmpty() ? "" : " " + note));
    return true;
  }

  private boolean note(String rest) {
    String note = shortened(rest);
    progress = new Progress(progress.step(), progress.steps(), note, progress.cost());
    say(note);
    return true;
  }

  /** Each line adds; an attempt pays in one currency. */
  private boolean cost(String rest) {
    Optional<Cost> more = Cost.read(rest.replaceAll("\\s+", " "));
    Cost known = progress.cost();
    if (more.isEmpty() || (known != null && !known.currency().equals(more.get().currency()))) {
      return false;
    }
    Cost sum = known == null ? more.get() : known.plus(more.get());
    progress = new Progress(progress.step(), progress.steps(), progress.note(), sum);
    return true;
  }

  private boolean output(String rest) {
    Matcher matcher = OUTPUT.matcher(rest);
    if (!matcher.matches() || rest.indexOf('\0') >= 0) {
      return false;
    }
    String name = matcher.group(1);
    String value = matcher.group(2);
    String before = outputs.put(name, value);
    charactersGiven += value.length() + (before == null ? name.length() : -before.length());
    return true;
  }

  private void say(String what) {
    said.add("[signalbox: " + what + "]");
  }

  private static String shortened(String text) {
    return text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) + "…" : text;
  }

  private static @Nullable Integer number(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }
}
