package dev.signalbox.common.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ready-made templates, which are data: {@code agents/templates.yaml}. */
public final class AgentTemplates {

  private static final String RESOURCE = "/agents/templates.yaml";
  private static final List<AgentTemplate> ALL = read();

  private AgentTemplates() {}

  /** All of them, in the order of the file. */
  public static List<AgentTemplate> all() {
    return ALL;
  }

  public static Optional<AgentTemplate> named(String name) {
    return ALL.stream().filter(template -> template.name().equals(name)).findFirst();
  }

  public static List<String> names() {
    return ALL.stream().map(AgentTemplate::name).toList();
  }

  private static List<AgentTemplate> read() {
    try (InputStream resource = AgentTemplates.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is not in the jar");
      }
      Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(resource);
      JsonNode root = JsonMapper.shared().valueToTree(document);
      return root.properties().stream()
          .map(entry -> template(entry.getKey(), entry.getValue()))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static AgentTemplate template(String name, JsonNode node) {
    return new AgentTemplate(
        name,
        node.path("title").stringValue(),
        node.path("program").stringValue(),
        node.path("command").stringValue(),
        node.path("keys").valueStream().map(JsonNode::stringValue).toList(),
        node.path("source").stringValue(),
        node.path("checked").stringValue());
  }
}
