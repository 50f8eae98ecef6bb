package dev.signalbox.common.repository;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Why git could not do something with a repository that is elsewhere, as told by its words. */
public enum RemoteTrouble {
  /** The other side does not know who asks. */
  AUTHENTICATION(
      "asks for a login that git does not have",
      "give git a key (ssh agent, ~/.ssh) or a credential helper for this host; passwords are never asked for",
      List.of(
          "permission denied (",
          "authentication failed",
          "could not read username",
          "could not read password",
          "terminal prompts disabled",
          "host key verification failed",
          "invalid username",
          "error: 401",
          "error 401")),
  /** It may be read and not changed. */
  READ_ONLY(
      "may be read, but not changed, with the login that git has",
      "use a login that may push, or another repository",
      List.of(
          "error: 403",
          "error 403",
          "write access to repository not granted",
          "read-only",
          "read only",
          "service not enabled: 'git-receive-pack'",
          "not allowed to push",
          "denied to ")),
  /** Several refs cannot be changed as one. */
  NOT_ATOMIC(
      "cannot change several refs at once (the push capability atomic is missing)",
      "without it a merge cannot be fenced: use a server that has it, or a clone by repository.path",
      List.of("does not support --atomic")),
  /** There is no such thing. */
  NOT_FOUND(
      "is no git repository",
      "look at the spelling, and at what the login may see",
      List.of(
          "does not appear to be a git repository",
          "repository not found",
          "not found",
          "no such file or directory",
          "does not exist",
          "error: 404")),
  /** Nobody answers, now. */
  UNREACHABLE(
      "does not answer",
      "look at the network and the host's name, and try again",
      List.of(
          "could not resolve host",
          "connection refused",
          "connection timed out",
          "connection reset",
          "connection closed",
          "operation timed out",
          "network is unreachable",
          "no route to host",
          "failed to connect",
          "couldn't connect",
          "took longer than",
          "early eof",
          "remote end hung up",
          "error: 502",
          "error: 503",
          "error: 504")),
  /** Anything else. */
  OTHER("gave an error", "", List.of());

  private final String message;
  private final String hint;
  private final List<String> signs;

  RemoteTrouble(String message, String hint, List<String> signs) {
    this.message = message;
    this.hint = hint;
    this.signs = signs;
  }

  /** What git's words tell. */
  public static RemoteTrouble of(String words) {
    String lower = words.toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(trouble -> trouble.signs.stream().anyMatch(lower::contains))
        .findFirst()
        .orElse(OTHER);
  }

  /** Whether it may be over soon. */
  public boolean isPassing() {
    return this == UNREACHABLE || this == OTHER;
  }

  /** What is wrong with the repository of that URL, with git's last words. */
  public String about(String url, String words) {
    String said = this == OTHER || this == UNREACHABLE ? ": " + telling(words) : "";
    return RemoteUrl.redact(url + " " + message + said);
  }

  /** The line that told what it is, else the last one. */
  private String telling(String words) {
    List<String> lines = words.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return lines.stream()
        .filter(line -> signs.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
        .findFirst()
        .orElseGet(() -> lines.isEmpty() ? "" : lines.getLast());
  }

  /** What to do about it. */
  public String hint() {
    return hint;
  }
}
