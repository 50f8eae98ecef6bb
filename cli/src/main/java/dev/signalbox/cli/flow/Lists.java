package dev.signalbox.cli.flow;

import dev.signalbox.common.codec.MessageCodec;
import tools.jackson.databind.JsonNode;

/** Lists as the API gives them: bare, or as a page with the list in a member. */
final class Lists {
  private Lists() {}

  static JsonNode in(JsonNode answer, String member) {
    if (answer.isArray()) {
      return answer;
    }
    for (String name : new String[] {member, "items", "content"}) {
      if (answer.path(name).isArray()) {
        return answer.path(name);
      }
    }
    return MessageCodec.mapper().createArrayNode();
  }
}
