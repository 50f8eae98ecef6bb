package dev.signalbox.scheduler.core.replay;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.scheduler.core.schedule.Effect;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.PlanSetup;
import java.util.Comparator;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * A recording's lines: JSON in which equal things have equal texts, with maps and sets in order.
 * Effects name their plan, which is in a line above, by its id; they are only ever compared.
 */
public final class LineCodec {
  private final JsonMapper json =
      MessageCodec.mapper()
          .rebuild()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .addModule(new SimpleModule().addSerializer(new SetsInOrder()))
          .addMixIn(Input.class, Named.class)
          .addMixIn(Effect.class, Named.class)
          .addMixIn(Effect.PlanAccepted.class, AcceptedBriefly.class)
          .addMixIn(Effect.Publish.class, PublishedBriefly.class)
          .build();

  private record Line(Recorded call, Answer answer) {}

  /** A line that was read. */
  record Read(Recorded call, String answer) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
  private interface Named {}

  interface AcceptedBriefly {
    @JsonIncludeProperties("id")
    PlanSetup setup();

    @JsonIgnore
    String document();
  }

  interface PublishedBriefly {
    @JsonIncludeProperties("id")
    PlanSetup plan();
  }

  private static final class SetsInOrder extends StdSerializer<Set<?>> {
    SetsInOrder() {
      super(Set.class);
    }

    @Override
    public void serialize(Set<?> set, JsonGenerator to, SerializationContext context) {
      to.writeStartArray();
      set.stream().sorted(Comparator.comparing(Object::toString)).forEach(to::writePOJO);
      to.writeEndArray();
    }
  }

  /** One line, without its end. */
  public String line(Recorded call, Answer answer) {
    return json.writeValueAsString(new Line(call, answer));
  }

  String text(Answer answer) {
    return json.writeValueAsString(answer);
  }

  /** Fails with an IllegalArgumentException that says what is wrong with the line. */
  Read read(String line) {
    try {
      JsonNode tree = json.readTree(line);
      JsonNode call = tree.path("call");
      JsonNode answer = tree.path("answer");
      if (!call.isObject() || !answer.isObject()) {
        throw new IllegalArgumentException("no call with an answer");
      }
      return new Read(json.treeToValue(call, Recorded.class), json.writeValueAsString(answer));
    } catch (JacksonException unreadable) {
      throw new IllegalArgumentException(unreadable.getOriginalMessage(), unreadable);
    }
  }
}
