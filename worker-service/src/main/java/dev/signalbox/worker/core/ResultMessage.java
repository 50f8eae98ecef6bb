package dev.signalbox.worker.core;

import dev.signalbox.common.message.Assignment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The message of a commit that stands for all of a task's commits; whoever wrote one is named. */
public final class ResultMessage {

  private static final String CO_AUTHOR = "Co-authored-by: ";

  private ResultMessage() {}

  /**
   * A commit of a task.
   *
   * @param author {@code Name <address>}
   */
  public record Part(String author, String message) {}

  /** The message of the one commit that a task's work becomes, if it becomes one. */
  public static String of(Assignment assignment) {
    String message = Naming.commitMessage(assignment);
    return switch (assignment.merge().strategy()) {
      case MERGE ->
          "Merge "
              + Naming.branch(assignment.task())
              + " into "
              + assignment.mergeBranch()
              + "\n\n"
              + message;
      case REBASE, SQUASH, PULL_REQUEST, NONE -> message;
    };
  }

  /**
   * The task's message, with a trailer for each other author and co-author of its commits.
   *
   * @param author of the new commit, who needs no trailer
   */
  public static String of(String message, String author, Collection<Part> parts) {
    Map<String, String> coAuthors = new LinkedHashMap<>();
    for (Part part : parts) {
      add(coAuthors, part.author());
      part.message()
          .lines()
          .map(ResultMessage::coAuthor)
          .forEach(found -> found.ifPresent(name -> add(coAuthors, name)));
    }
    coAuthors.remove(address(author));
    StringBuilder text = new StringBuilder(message.stripTrailing()).append('\n');
    coAuthors.values().forEach(name -> text.append(CO_AUTHOR).append(name).append('\n'));
    return text.toString();
  }

  private static void add(Map<String, String> coAuthors, String name) {
    coAuthors.putIfAbsent(address(name), name);
  }

  private static Optional<String> coAuthor(String line) {
    boolean names = line.regionMatches(true, 0, CO_AUTHOR, 0, CO_AUTHOR.length());
    return names ? Optional.of(line.substring(CO_AUTHOR.length()).strip()) : Optional.empty();
  }

  private static String address(String name) {
    int from = name.lastIndexOf('<');
    int to = name.lastIndexOf('>');
    String address = from >= 0 && to > from ? name.substring(from + 1, to) : name;
    return address.strip().toLowerCase(Locale.ROOT);
  }
}
