package dev.signalbox.common.plan;

import dev.signalbox.common.repository.RemoteUrl;
import tools.jackson.databind.JsonNode;

/** Checks that the URL of a plan's repository is one that git may be given. */
final class UrlCheck {
  private static final String POINTER = "/repository/url";

  private UrlCheck() {}

  static void check(JsonNode root, Findings findings) {
    JsonNode url = root.at(POINTER);
    if (url.isString() && RemoteUrl.read(url.stringValue()) instanceof RemoteUrl.Reading.Bad bad) {
      findings.add(
          bad.hasCredentials() ? ProblemCode.CREDENTIALS_IN_URL : ProblemCode.BAD_URL,
          POINTER,
          "repository.url: " + RemoteUrl.redact(url.stringValue()) + " " + bad.message(),
          bad.hint());
    }
  }
}
