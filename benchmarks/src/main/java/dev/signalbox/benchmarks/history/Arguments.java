package dev.signalbox.benchmarks.history;

import java.nio.file.Path;

/**
 * What the tool is asked for.
 *
 * @param launcher the {@code signalbox} script
 * @param repository any git repository, bare or not
 * @param name what the report calls it
 * @param commits how many of the last commits
 * @param end where the range ends
 * @param slots how many tasks run at one time
 * @param pauseSeconds how long each command does nothing
 */
record Arguments(
    Path launcher,
    Path repository,
    String name,
    int commits,
    String end,
    int slots,
    double pauseSeconds) {

  static final String USAGE =
      "LAUNCHER REPOSITORY [--name TEXT] [--commits N] [--end REVISION] [--slots N] [--pause S]";

  private static final int COMMITS = 200;
  private static final int SLOTS = 4;

  static Arguments parse(String... words) {
    if (words.length < 2 || words.length % 2 != 0) {
      throw new IllegalArgumentException("give " + USAGE);
    }
    Path repository = Path.of(words[1]).toAbsolutePath().normalize();
    Arguments arguments =
        new Arguments(
            Path.of(words[0]).toAbsolutePath(),
            repository,
            repository.getFileName().toString(),
            COMMITS,
            "HEAD",
            SLOTS,
            0);
    for (int at = 2; at < words.length; at += 2) {
      arguments = arguments.with(words[at], words[at + 1]);
    }
    return arguments;
  }

  private Arguments with(String option, String value) {
    int number =
        option.equals("--commits") || option.equals("--slots") ? Integer.parseInt(value) : 0;
    return switch (option) {
      case "--name" ->
          new Arguments(launcher, repository, value, commits, end, slots, pauseSeconds);
      case "--commits" ->
          new Arguments(launcher, repository, name, number, end, slots, pauseSeconds);
      case "--end" ->
          new Arguments(launcher, repository, name, commits, value, slots, pauseSeconds);
      case "--slots" ->
          new Arguments(launcher, repository, name, commits, end, number, pauseSeconds);
      case "--pause" ->
          new Arguments(launcher, repository, name, commits, end, slots, Double.parseDouble(value));
      default -> throw new IllegalArgumentException("no option " + option + "; give " + USAGE);
    };
  }
}
