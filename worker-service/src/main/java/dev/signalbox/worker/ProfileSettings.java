package dev.signalbox.worker;

import dev.signalbox.common.message.WorkerMessage.Kind;
import dev.signalbox.common.message.WorkerMessage.Profile;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the worker is, for people.
 *
 * @param kind {@code worker}, or {@code agent} for one whose tasks an AI agent does
 * @param name for people
 * @param metadata anything, such as {@code agentType}
 */
public record ProfileSettings(
    @DefaultValue("worker") Kind kind,
    @DefaultValue("") String name,
    @DefaultValue Map<String, String> metadata) {

  public ProfileSettings {
    metadata = Map.copyOf(metadata);
  }

  Profile profile() {
    return new Profile(kind, name, metadata);
  }
}
