package dev.signalbox.common.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.message.Message;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns messages into the value and headers of a record and back: JSON with explicit type names,
 * CloudEvents 1.0 in binary mode ({@code ce_*} headers). Unknown fields are ignored, so that a
 * reader lives through a newer writer.
 */
public final class MessageCodec {
  private static final String SOURCE_PREFIX = "urn:signalbox:";

  private final JsonMapper json;
  private final String source;

  /**
   * @param service the sender's name, as in {@code scheduler-service}
   */
  public MessageCodec(String service) {
    this.source = SOURCE_PREFIX + service;
    this.json = mapper();
  }

  /** The JSON settings of every contract: ISO-8601 times, no nulls, unknown fields ignored. */
  public static JsonMapper mapper() {
    return JsonMapper.builder()
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .changeDefaultPropertyInclusion(
            included -> included.withValueInclusion(JsonInclude.Include.NON_NULL))
        .build();
  }

  /** The record's value. */
  public byte[] encode(Message message) {
    return json.writeValueAsBytes(message);
  }

  /** The record's headers; names and values are ASCII. */
  public SequencedMap<String, byte[]> headers(Message message) {
    SequencedMap<String, byte[]> headers = new LinkedHashMap<>();
    Map<String, String> attributes =
        Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            message.id().toString(),
            "ce_source",
            source,
            "ce_type",
            typeOf(message),
            "ce_time",
            message.at().toString(),
            "content-type",
            "application/json");
    attributes.forEach((name, value) -> headers.put(name, ascii(value)));
    return headers;
  }

  /**
   * Reads a record's value.
   *
   * @throws UnreadableMessageException when it is not a message of that family
   */
  public <M extends Message> M decode(byte[] value, Class<M> family) {
    try {
      return json.readValue(value, family);
    } catch (JacksonException unreadable) {
      throw new UnreadableMessageException(family, unreadable);
    }
  }

  private String typeOf(Message message) {
    JsonTypeName named = message.getClass().getAnnotation(JsonTypeName.class);
    String name = named == null ? message.getClass().getSimpleName() : named.value();
    return "dev.signalbox." + name + ".v1";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
