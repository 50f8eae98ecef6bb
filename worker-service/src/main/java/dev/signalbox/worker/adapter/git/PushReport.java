package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.repository.RemoteTrouble;
import java.util.List;
import java.util.Locale;

/** What a push came to, as git's {@code --porcelain} lines tell. */
sealed interface PushReport {

  /** All refs are what they should become. */
  record Done() implements PushReport {}

  /** A ref was not what it was expected to be, or somebody was just changing it; none has moved. */
  record Stale() implements PushReport {}

  /** The other side does not want it; none has moved. */
  record Refused(String reason) implements PushReport {}

  /** Nobody said how it ended: it may have happened, or not. */
  record Unknown(String words) implements PushReport {

    boolean isPassing() {
      return RemoteTrouble.of(words).isPassing();
    }
  }

  /** Words of git, and of other servers, for a lost race. */
  List<String> RACES =
      List.of(
          "stale info",
          "cannot lock ref",
          "failed to lock",
          "failed to update ref",
          "lock error",
          "incorrect old value",
          "reference already exists",
          "fetch first",
          "non-fast-forward",
          "remote ref updated since checkout");

  /** Words for the refs that would have moved, had the others. */
  List<String> CONSEQUENCES =
      List.of(
          "atomic push fail",
          "atomic transaction failed",
          "transaction aborted",
          "transaction failed");

  /** Reads what git said. */
  static PushReport of(GitCommand.Answer ended) {
    if (ended.isGood()) {
      return new Done();
    }
    List<String> rejected =
        ended
            .text()
            .lines()
            .filter(line -> line.startsWith("!\t"))
            .map(PushReport::reason)
            .toList();
    List<String> causes =
        rejected.stream().filter(reason -> !isOneOf(reason, CONSEQUENCES)).toList();
    if (rejected.isEmpty()
        || isOneOf(String.join(" ", causes), List.of("remote failure", "unpacker error"))) {
      return new Unknown(ended.text());
    }
    return causes.stream()
        .filter(reason -> !isOneOf(reason, RACES))
        .findFirst()
        .<PushReport>map(reason -> new Refused(reason + remarks(ended.text())))
        .orElseGet(Stale::new);
  }

  /** The last field, as in {@code [remote rejected] (pre-receive hook declined)}. */
  private static String reason(String line) {
    return line.substring(line.lastIndexOf('\t') + 1);
  }

  private static boolean isOneOf(String reason, List<String> words) {
    String lower = reason.toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(lower::contains);
  }

  /** What the other side's hooks printed. */
  private static String remarks(String output) {
    List<String> said =
        output
            .lines()
            .filter(line -> line.startsWith("remote: "))
            .map(line -> line.substring("remote: ".length()).strip())
            .filter(line -> !line.isEmpty())
            .limit(5)
            .toList();
    return said.isEmpty() ? "" : ": " + String.join(" | ", said);
  }
}
