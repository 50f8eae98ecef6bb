package dev.signalbox.cli.core.hook;

import java.util.List;

/**
 * The text of the {@code pre-commit} hook. It asks git alone whether anything is claimed at all, so
 * that a commit where nothing is held costs no Java, and then the hook that was there before.
 */
public final class HookScript {
  /** The name that the hook which was there before is kept under. */
  public static final String EARLIER = "pre-commit.before-signalbox";

  private static final String MARK = "# signalbox pre-commit";

  private HookScript() {}

  /**
   * The script.
   *
   * @param launcher how to run the command line
   * @param options what every call gets, as in {@code --home DIR}
   */
  public static String text(String launcher, List<String> options) {
    StringBuilder command = new StringBuilder(quoted(launcher)).append(" hook run pre-commit");
    options.forEach(option -> command.append(' ').append(quoted(option)));
    return """
    #!/bin/sh
    %s: refuses files that a running task holds. SIGNALBOX_HOOK=off turns it off.
    if [ "${SIGNALBOX_HOOK:-}" != off ] \\
      && git for-each-ref --format='%%(objectname)' refs/signalbox/claims | git cat-file --batch \\
      | grep -q -e '"state":"open"' -e '"state":"merging"'; then
      %s || exit 1
    fi
    earlier=$(dirname "$0")/%s
    [ ! -x "$earlier" ] || exec "$earlier" "$@"
    """
        .formatted(MARK, command, EARLIER);
  }

  /** Whether a hook's text is one of ours. */
  public static boolean isOurs(String text) {
    return text.contains(MARK);
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./:@=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
