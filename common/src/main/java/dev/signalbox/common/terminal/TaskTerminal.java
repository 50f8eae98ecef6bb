package dev.signalbox.common.terminal;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.TaskKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Where the terminal of an attempt with {@code executor: tmux} is. Worker and command line know it
 * from the attempt alone, so neither needs to tell the other.
 *
 * @param folder of the attempt's own, with the socket of its tmux server in it; short, because the
 *     path of a socket may have about a hundred characters
 */
public record TaskTerminal(String folder) {

  private static final String PREFIX = "/tmp/signalbox-";
  private static final int DIGITS = 16;
  private static final int LONGEST = 100;

  /** The terminal of an attempt. */
  public static TaskTerminal of(PlanId plan, TaskKey key, int attempt) {
    return new TaskTerminal(PREFIX + digest(plan + "/" + key + "/" + attempt));
  }

  /** The name of its one session, in letters that tmux takes. */
  public static String session(String planName, TaskKey key, int attempt) {
    String name = ("signalbox-" + planName + "-" + key).replaceAll("[^A-Za-z0-9_-]", "_");
    String cut = name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    return cut + "-" + attempt;
  }

  /** Where its tmux server listens. */
  public String socket() {
    return folder + "/tmux";
  }

  /** What is to be typed on its machine to see it. */
  public List<String> attach(boolean readOnly) {
    List<String> words = new ArrayList<>(List.of("tmux", "-S", socket(), "attach-session"));
    if (readOnly) {
      words.add("-r");
    }
    return words;
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
