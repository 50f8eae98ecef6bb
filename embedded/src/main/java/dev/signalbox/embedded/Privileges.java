package dev.signalbox.embedded;

import dev.signalbox.embedded.EmbeddedServerException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.function.Predicate;

/** As whom PostgreSQL runs: it refuses root, so root needs a detour. */
enum Privileges {
  /** As the user we are, who is not root. */
  PLAIN(List.of()),
  /** As nobody inside a user namespace, as ourselves outside: files stay where they are. */
  USER_NAMESPACE(List.of("unshare", "-U")),
  /** As uid 65534 in earnest: needs files it may reach and a data directory it owns. */
  DROPPED(
      List.of(
          "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs", "--"));

  private static final int NOBODY = 65_534;

  private final List<String> prefix;

  Privileges(List<String> prefix) {
    this.prefix = prefix;
  }

  /**
   * The first way that works.
   *
   * @param works runs a command and says whether it ended well
   */
  static Privileges choose(boolean root, Predicate<List<String>> works) {
    if (!root) {
      return PLAIN;
    }
    for (Privileges each : List.of(USER_NAMESPACE, DROPPED)) {
      if (works.test(each.command(List.of("true")))) {
        return each;
      }
    }
    throw new EmbeddedServerException(
        Code.CANNOT_RUN_AS_ROOT,
        "PostgreSQL refuses to run as root, and neither `unshare -U` (user namespaces) nor"
            + " `setpriv --reuid=65534` works here; start Signalbox as another user");
  }

  static boolean areRoot() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException | UnsupportedOperationException unknown) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  List<String> command(List<String> command) {
    return Commands.joined(prefix, command);
  }

  /** Hands a file or folder that PostgreSQL must own to the user it runs as. */
  void own(Path path) throws IOException {
    if (this == DROPPED) {
      Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }
  }

  /** Says early which folder bars the way, instead of a library that cannot be loaded. */
  void requireReach(Path path) throws IOException {
    if (this != DROPPED) {
      return;
    }
    for (Path folder = path; folder != null; folder = folder.getParent()) {
      boolean open =
          Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_EXECUTE);
      if (!open && !Files.getAttribute(folder, "unix:uid").equals(NOBODY)) {
        throw new EmbeddedServerException(
            Code.CANNOT_RUN_AS_ROOT,
            "PostgreSQL must run as uid %d here (user namespaces are forbidden), which cannot enter %s; choose a home and a cache below folders open to all, or another user"
                .formatted(NOBODY, folder));
      }
    }
  }
}
