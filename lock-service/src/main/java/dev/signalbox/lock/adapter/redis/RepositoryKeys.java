package dev.signalbox.lock.adapter.redis;

import dev.signalbox.common.id.RepositoryId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of keys. All of a repository share one hash tag, so one script may touch them together. */
final class RepositoryKeys {
  static final String REPOSITORIES = "signalbox:lock:repositories";
  private static final int TAG_LENGTH = 20;

  private RepositoryKeys() {}

  /** What all keys of the repository start with. */
  static String root(RepositoryId repository) {
    return "signalbox:lock:{" + tag(repository.value()) + "}";
  }

  static String journal(RepositoryId repository) {
    return root(repository) + ":events";
  }

  static String turns(RepositoryId repository, String branch) {
    return root(repository) + ":turn:" + branch;
  }

  /** The SHA-1 of the text in hexadecimal, as Redis names scripts. */
  static String sha1(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-1", impossible);
    }
  }

  private static String tag(String repository) {
    return sha1(repository).substring(0, TAG_LENGTH);
  }
}
