package dev.signalbox.common.repository;

import dev.signalbox.common.id.RepositoryId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which repositories may be worked on: beginnings of URLs and of local paths, that end at a whole
 * name; {@code *} for all.
 */
public final class AllowedRepositories {

  private static final Pattern HOST = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/]*");

  private final List<String> beginnings;

  public AllowedRepositories(List<String> beginnings) {
    this.beginnings = beginnings.stream().map(AllowedRepositories::plain).toList();
  }

  /** Whether a repository is among them. */
  public boolean allows(RepositoryId repository) {
    String id = plain(repository.value());
    return beginnings.stream().anyMatch(one -> one.equals("*") || covers(one, id));
  }

  /** As users wrote them, for a message. */
  @Override
  public String toString() {
    return String.join(", ", beginnings);
  }

  private static boolean covers(String beginning, String id) {
    return id.equals(beginning)
        || id.startsWith(beginning.endsWith("/") ? beginning : beginning + "/");
  }

  private static String plain(String text) {
    String canonical = RemoteUrl.find(text).map(RemoteUrl::canonical).orElse(text);
    Matcher host = HOST.matcher(canonical);
    String lower =
        host.find()
            ? host.group().toLowerCase(Locale.ROOT) + canonical.substring(host.end())
            : canonical;
    return lower.length() > 1 && lower.endsWith("/") && !lower.endsWith("://")
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }
}
