package dev.signalbox.common.repository;

import dev.signalbox.common.id.RepositoryId;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a repository that is elsewhere.
 *
 * @param location as its author wrote it, which git is given
 * @param canonical the same for every spelling that means one repository
 */
public record RemoteUrl(String location, String canonical) {

  private static final Pattern WITH_SCHEME =
      Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/]*)(?<path>/.*)?");
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?:(?<user>[^@]*)@)?(?<host>[A-Za-z0-9][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+])(?::(?<port>\\d{1,5}))?");
  private static final Pattern AS_FOR_COPYING =
      Pattern.compile("(?:(?<user>[^@/:]*)@)?(?<host>[A-Za-z0-9][A-Za-z0-9._-]*):(?<path>[^:].*)");
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

  /** White space, what a shell might take, and {@code helper::}, by which git starts programs. */
  private static final Pattern BAD_CHARACTERS =
      Pattern.compile("^[A-Za-z0-9+.-]*::|[\\s\\p{Cntrl}\\\\?#\"'`$]");

  private static final Pattern SECRET =
      Pattern.compile(
          "([A-Za-z][A-Za-z0-9+.-]*://)(?:[^/@\\s]*:[^/@\\s]*|(?<=https?://)[^/@\\s]+)@");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** What a text turned out to be. */
  public sealed interface Reading {

    /** A URL that git can be given. */
    record Good(RemoteUrl url) implements Reading {}

    /** None, and what to write instead. */
    record Bad(String message, String hint, boolean hasCredentials) implements Reading {}
  }

  /** Reads a URL; nothing is looked up. */
  public static Reading read(String text) {
    if (BAD_CHARACTERS.matcher(text).find() || text.startsWith("-")) {
      return bad("is not the URL of a repository");
    }
    Matcher url = WITH_SCHEME.matcher(text);
    if (url.matches()) {
      String path = Optional.ofNullable(url.group("path")).orElse("");
      return of(text, url.group("scheme").toLowerCase(Locale.ROOT), url.group("authority"), path);
    }
    Matcher copying = AS_FOR_COPYING.matcher(text);
    if (!copying.matches()) {
      return new Reading.Bad(
          "is a path, not a URL", "give a local repository as repository.path", false);
    }
    String user = copying.group("user");
    return at(
        text,
        "ssh",
        (user == null ? "" : user + "@") + copying.group("host"),
        rooted(copying.group("path")));
  }

  /** The URL, if it is one. */
  public static Optional<RemoteUrl> find(String text) {
    return read(text) instanceof Reading.Good good ? Optional.of(good.url()) : Optional.empty();
  }

  /** The text with everything that may be a password, in any URL in it, taken out. */
  public static String redact(String text) {
    return SECRET.matcher(text).replaceAll("$1***@");
  }

  /** The identity of the repository. */
  public RepositoryId id() {
    return new RepositoryId(canonical);
  }

  /** Where it is on this machine, for a file URL. */
  public Optional<String> file() {
    return canonical.startsWith("file://")
        ? Optional.of(canonical.substring("file://".length()))
        : Optional.empty();
  }

  private static Reading of(String text, String scheme, String authority, String path) {
    return switch (scheme) {
      case "file" -> file(text, authority, path);
      case "ssh", "https" -> at(text, scheme, authority, path);
      case "http" ->
          LOOPBACK.contains(host(authority))
              ? at(text, scheme, authority, path)
              : new Reading.Bad(
                  "would send what it pushes, and passwords, unprotected",
                  "use https or ssh",
                  false);
      case "git" ->
          new Reading.Bad("is a protocol without proof of who pushes", "use https or ssh", false);
      default -> bad("has the scheme " + scheme);
    };
  }

  private static Reading file(String text, String authority, String path) {
    boolean here = authority.isEmpty() || authority.equals("localhost");
    String clean = clean(path);
    return here && !clean.isEmpty() && !isClimbing(clean)
        ? new Reading.Good(new RemoteUrl(text, "file://" + clean))
        : new Reading.Bad(
            "names no folder of this machine",
            "write three slashes, as in file:///srv/git/shop.git",
            false);
  }

  private static Reading at(String text, String scheme, String authority, String path) {
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      return bad("names no host");
    }
    String user = Optional.ofNullable(parts.group("user")).orElse("");
    String clean = clean(path).replaceFirst("(?<=[^/])\\.git$", "");
    return flaw(scheme, user, clean)
        .orElseGet(() -> new Reading.Good(new RemoteUrl(text, canonical(scheme, parts, clean))));
  }

  private static Optional<Reading> flaw(String scheme, String user, String path) {
    if (!user.isEmpty() && (scheme.startsWith("http") || user.contains(":"))) {
      return Optional.of(
          new Reading.Bad(
              "has a user name or a password in it",
              "leave them out: git asks the credential helper or the ssh agent of the worker",
              true));
    }
    if (!user.isEmpty() && !USER.matcher(user).matches()) {
      return Optional.of(bad("has a strange user name"));
    }
    return path.isEmpty() || isClimbing(path)
        ? Optional.of(bad("has no path of a repository"))
        : Optional.empty();
  }

  private static String canonical(String scheme, Matcher parts, String path) {
    String user = Optional.ofNullable(parts.group("user")).orElse("");
    String owner = user.isEmpty() ? "" : user + "@";
    String host = parts.group("host").toLowerCase(Locale.ROOT);
    return scheme + "://" + owner + host + port(scheme, parts.group("port")) + path;
  }

  private static String port(String scheme, String given) {
    String usual =
        switch (scheme) {
          case "ssh" -> "22";
          case "https" -> "443";
          default -> "80";
        };
    return given == null || given.equals(usual) ? "" : ":" + given;
  }

  private static String host(String authority) {
    Matcher parts = AUTHORITY.matcher(authority);
    return parts.matches() ? parts.group("host").toLowerCase(Locale.ROOT) : "";
  }

  private static String rooted(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  /** One slash between names, none at the end. */
  private static String clean(String path) {
    return path.replaceAll("/{2,}", "/").replaceAll("(/\\.)+(?=/|$)", "").replaceFirst("/$", "");
  }

  private static boolean isClimbing(String path) {
    return (path + "/").contains("/../");
  }

  private static Reading bad(String why) {
    return new Reading.Bad(
        why,
        "write it as in ssh://git@host/shop.git, git@host:shop.git, https://host/shop.git or file:///srv/git/shop.git",
        false);
  }
}
