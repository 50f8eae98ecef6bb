package dev.signalbox.common.agent;

import java.util.List;

/**
 * How a coding agent is run on a prompt without anybody at hand.
 *
 * @param program what must be on the path of a worker
 * @param command for the shell
 * @param keys variables that may hold its key
 * @param source where its options are described
 * @param checked how well that was looked up: {@code source}, {@code manual} or {@code seen}
 */
public record AgentTemplate(
    String name,
    String title,
    String program,
    String command,
    List<String> keys,
    String source,
    String checked) {
  public AgentTemplate {
    keys = List.copyOf(keys);
  }
}
