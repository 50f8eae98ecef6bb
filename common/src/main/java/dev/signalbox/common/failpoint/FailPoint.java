package dev.signalbox.common.failpoint;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A step at which this process sends itself a signal, once; without one, reaching a step does
 * nothing. For tests: nothing else says what a process that dies exactly here leaves behind.
 */
public final class FailPoint<S extends Enum<S>> {

  private static final Pattern SYNTAX = Pattern.compile("([a-z-]+)(?:@([1-9]\\d{0,5}))?:([a-z]+)");

  private final @Nullable S step;
  private final Act act;
  private final AtomicInteger left;

  /** What happens there. */
  private enum Act {
    KILL,
    STOP;

    /** As a word of the setting: a pause ends with SIGCONT. */
    static Act of(String word) {
      return switch (word) {
        case "kill" -> KILL;
        case "pause" -> STOP;
        default -> throw new IllegalArgumentException("kill or pause, not " + word);
      };
    }
  }

  private FailPoint(@Nullable S step, Act act, int count) {
    this.step = step;
    this.act = act;
    this.left = new AtomicInteger(count);
  }

  /** Nothing happens anywhere. */
  public static <S extends Enum<S>> FailPoint<S> none() {
    return new FailPoint<>(null, Act.STOP, 0);
  }

  /**
   * Reads a setting: {@code <step>:kill}, {@code <step>:pause}, with {@code <step>@3:kill} for the
   * third time; empty for none.
   *
   * @throws IllegalArgumentException when it is not one, naming the steps
   */
  public static <S extends Enum<S>> FailPoint<S> of(Class<S> steps, String setting) {
    if (setting.isEmpty()) {
      return none();
    }
    Matcher parts = SYNTAX.matcher(setting);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a fail-point is <step>:kill or <step>:pause, not " + setting);
    }
    int count = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
    return new FailPoint<>(stepNamed(steps, parts.group(1)), Act.of(parts.group(3)), count);
  }

  /** The name of a step in a setting. */
  public static String nameOf(Enum<?> step) {
    return step.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Called when a step is done and before the next begins. */
  public void reached(S done) {
    if (done == step && left.decrementAndGet() == 0) {
      signalOneself();
    }
  }

  private static <S extends Enum<S>> S stepNamed(Class<S> steps, String name) {
    return Arrays.stream(steps.getEnumConstants())
        .filter(step -> nameOf(step).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no step "
                    + name
                    + " but "
                    + Arrays.stream(steps.getEnumConstants())
                        .map(FailPoint::nameOf)
                        .collect(Collectors.joining(", "))));
  }

  /** A signal and no exit: no hook runs and nothing is flushed, as when the kernel does it. */
  private void signalOneself() {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("kill", "-" + act, self).inheritIO().start().waitFor();
    } catch (IOException failure) {
      throw new IllegalStateException("cannot signal this process", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
