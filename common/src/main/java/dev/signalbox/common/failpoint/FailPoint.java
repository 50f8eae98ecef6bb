package dev.signalbox.common.failpoint;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Steps at which this process sends itself a signal; without any, reaching a step does nothing. For
 * tests: nothing else says what a process that dies exactly here leaves behind.
 */
public final class FailPoint<S extends Enum<S>> {

  private static final Pattern SYNTAX = Pattern.compile("([a-z-]+)(?:@([1-9]\\d{0,5}))?:([a-z]+)");

  private final List<Point<S>> points;

  /** A signal, sent when a step is reached for the last of so many times. */
  private record Point<S>(S step, AtomicInteger left, String signal) {}

  private FailPoint(List<Point<S>> points) {
    this.points = points;
  }

  /** Nothing happens anywhere. */
  public static <S extends Enum<S>> FailPoint<S> none() {
    return new FailPoint<>(List.of());
  }

  /**
   * Reads a setting: {@code <step>:kill} or {@code <step>:pause}, which ends with SIGCONT; {@code
   * <step>@3:kill} for the third time; several with commas between them, empty for none.
   *
   * @throws IllegalArgumentException when it is not one, naming the steps
   */
  public static <S extends Enum<S>> FailPoint<S> of(Class<S> steps, String setting) {
    return setting.isEmpty()
        ? none()
        : new FailPoint<>(
            Arrays.stream(setting.split(",", -1)).map(one -> point(steps, one)).toList());
  }

  /** The name of a step in a setting. */
  public static String nameOf(Enum<?> step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Called when a step is done and before the next begins. */
  public void reached(S done) {
    for (Point<S> point : points) {
      if (point.step() == done && point.left().decrementAndGet() == 0) {
        signalOneself(point.signal());
      }
    }
  }

  private static <S extends Enum<S>> Point<S> point(Class<S> steps, String setting) {
    Matcher parts = SYNTAX.matcher(setting);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a fail-point is <step>:kill or <step>:pause, not " + setting);
    }
    int count = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
    return new Point<>(
        stepNamed(steps, parts.group(1)), new AtomicInteger(count), signal(parts.group(3)));
  }

  private static String signal(String act) {
    return switch (act) {
      case "kill" -> "KILL";
      case "pause" -> "STOP";
      default -> throw new IllegalArgumentException("kill or pause, not " + act);
    };
  }

  private static <S extends Enum<S>> S stepNamed(Class<S> steps, String name) {
    return Arrays.stream(steps.getEnumConstants())
        .filter(step -> nameOf(step).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("there is no step " + name + " but " + names(steps)));
  }

  private static <S extends Enum<S>> String names(Class<S> steps) {
    return Arrays.stream(steps.getEnumConstants())
        .map(FailPoint::nameOf)
        .collect(Collectors.joining(", "));
  }

  /** A signal and no exit: no hook runs and nothing is flushed, as when the kernel does it. */
  private static void signalOneself(String signal) {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("kill", "-" + signal, self).inheritIO().start().waitFor();
    } catch (IOException failure) {
      throw new IllegalStateException("cannot signal this process", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
