package dev.signalbox.worker.core.scaling;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What stands in the files of control groups. */
final class CgroupText {

  private static final int FIELDS = 3;

  private CgroupText() {}

  /** By controller the path of the group; version 2 has one path for all, under no name. */
  static Map<String, String> paths(String processGroups) {
    Map<String, String> paths = new HashMap<>();
    for (String line : processGroups.split("\n", -1)) {
      String[] fields = line.split(":", FIELDS);
      if (fields.length == FIELDS && fields[2].startsWith("/")) {
        for (String controller : fields[1].split(",", -1)) {
          paths.put(controller, fields[2]);
        }
      }
    }
    return paths;
  }

  /** {@code max 100000} or {@code 150000 100000}: processors, whole and parts. */
  static double quota(String cpuMax) {
    String[] fields = cpuMax.strip().split("\\s+", -1);
    Optional<Long> quota = number(fields[0]);
    Optional<Long> period = fields.length > 1 ? number(fields[1]) : Optional.empty();
    return quota
        .flatMap(micros -> period.filter(of -> of > 0).map(of -> (double) micros / of))
        .orElse(Double.MAX_VALUE);
  }

  /** A whole number; empty for {@code max} and for what is none. */
  static Optional<Long> number(String text) {
    String digits = text.strip();
    return digits.matches("-?[0-9]{1,18}|[0-9]{19}") ? parsed(digits) : Optional.empty();
  }

  /** The number behind a name, one to a line. */
  static Optional<Long> value(String lines, String name) {
    return lines
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .flatMap(line -> number(line.substring(name.length())));
  }

  /** How many processors {@code 0-3,8} names. */
  static int processors(String set) {
    int count = 0;
    for (String range : set.strip().split(",", -1)) {
      String[] ends = range.split("-", 2);
      Optional<Long> first = number(ends[0]);
      Optional<Long> last = number(ends[ends.length - 1]);
      if (first.isPresent() && last.isPresent()) {
        count += (int) (last.get() - first.get() + 1);
      }
    }
    return count;
  }

  /** Version 1 says no limit as a number near the largest there is. */
  private static Optional<Long> parsed(String digits) {
    try {
      return Optional.of(Long.parseLong(digits));
    } catch (NumberFormatException beyond) {
      return Optional.of(Long.MAX_VALUE);
    }
  }
}
