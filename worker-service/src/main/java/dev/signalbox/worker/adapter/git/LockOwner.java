package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process, told apart from every other one of its machine, also from a later one with its number.
 *
 * @param machine the machine's id; empty where there is none
 * @param boot changes with every start of the machine
 * @param space whose process numbers these are: a container has its own
 * @param startedAt milliseconds since 1970
 */
record LockOwner(String machine, String boot, String space, long pid, long startedAt) {

  /** This process. */
  static final LockOwner SELF =
      new LockOwner(
          word(Path.of("/etc/machine-id")),
          word(Path.of("/proc/sys/kernel/random/boot_id")),
          processSpace(),
          ProcessHandle.current().pid(),
          startOf(ProcessHandle.current()));

  /** Reads what {@link #toString} wrote at the beginning of the text. */
  static Optional<LockOwner> parse(String text) {
    List<String> words = List.of(text.split("_", -1));
    try {
      return words.size() < 5
          ? Optional.empty()
          : Optional.of(
              new LockOwner(
                  words.get(0),
                  words.get(1),
                  words.get(2),
                  Long.parseLong(words.get(3)),
                  Long.parseLong(words.get(4))));
    } catch (NumberFormatException notOurs) {
      return Optional.empty();
    }
  }

  /** Whether the process is certainly over; false when that cannot be known from here. */
  boolean isDead() {
    if (!machine.equals(SELF.machine)) {
      return false;
    }
    if (!boot.equals(SELF.boot)) {
      return !machine.isEmpty();
    }
    return space.equals(SELF.space)
        && ProcessHandle.of(pid)
            .map(LockOwner::startOf)
            .filter(start -> start == startedAt)
            .isEmpty();
  }

  @Override
  public String toString() {
    return String.join("_", machine, boot, space, Long.toString(pid), Long.toString(startedAt));
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static String processSpace() {
    try {
      return digits(Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString());
    } catch (IOException | UnsupportedOperationException noSuchThing) {
      return "";
    }
  }

  private static String word(Path file) {
    try {
      return Files.readString(file).strip().replaceAll("[^0-9a-z]", "");
    } catch (IOException noSuchThing) {
      return "";
    }
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }
}
