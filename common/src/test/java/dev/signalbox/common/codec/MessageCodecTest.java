package dev.signalbox.common.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.signalbox.common.message.Control;
import dev.signalbox.common.message.Message;
import dev.signalbox.common.message.Submission;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class MessageCodecTest {
  private final MessageCodec codec = new MessageCodec("scheduler-service");
  private final JsonMapper json = MessageCodec.mapper();

  static Stream<Message> samples() {
    return Samples.all().stream();
  }

  @Test
  void everyTypeOfMessageHasASample() {
    Set<Class<?>> sampled = samples().map(Message::getClass).collect(Collectors.toSet());

    assertThat(sampled).containsExactlyInAnyOrderElementsOf(types(Message.class).toList());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void theWireFormIsTheOneCheckedIn(Message message) throws IOException {
    assertThat(json.readTree(codec.encode(message))).isEqualTo(json.readTree(sample(message)));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whatIsCheckedInReadsBackEqual(Message message) throws IOException {
    assertThat(codec.decode(sample(message), message.getClass())).isEqualTo(message);
    assertThat(codec.decode(sample(message), family(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void headersAreCloudEvents(Message message) {
    var headers = codec.headers(message);

    assertThat(headers).hasSize(6);
    assertThat(headers.get("ce_type"))
        .asString(UTF_8)
        .isEqualTo("dev.signalbox." + name(message) + ".v1");
    assertThat(headers.get("ce_id")).asString(UTF_8).isEqualTo(message.id().toString());
    assertThat(headers.get("ce_source"))
        .asString(UTF_8)
        .isEqualTo("urn:signalbox:scheduler-service");
  }

  @Test
  void aFieldOfANewerWriterIsIgnored() {
    String newer =
        """
        {"type":"attempt.stop","id":"01900000-0000-7000-8000-0000000000aa",
         "at":"2026-01-01T00:00:00Z","reason":"x","colour":"red",
         "attempt":{"task":"01900000-0000-7000-8000-000000000001/a","number":1,"token":5}}\
        """;

    assertThat(codec.decode(newer.getBytes(UTF_8), Control.Stop.class).attempt().number())
        .isEqualTo(1);
  }

  @Test
  void whatIsNoMessageIsSaidToBeNone() {
    assertThatThrownBy(() -> codec.decode("{\"type\":\"x\"}".getBytes(UTF_8), Submission.class))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageContaining("not a Submission");
  }

  private static Stream<Class<?>> types(Class<?> family) {
    return family.isSealed()
        ? Stream.of(family.getPermittedSubclasses()).flatMap(MessageCodecTest::types)
        : Stream.of(family);
  }

  private static Class<? extends Message> family(Message message) {
    Class<?> outer = message.getClass().getEnclosingClass();
    return (outer == null ? message.getClass() : outer).asSubclass(Message.class);
  }

  private static String name(Message message) {
    return Objects.requireNonNull(message.getClass().getAnnotation(JsonTypeName.class)).value();
  }

  private static byte[] sample(Message message) throws IOException {
    String resource = "/samples/" + name(message) + ".json";
    try (InputStream sample = MessageCodecTest.class.getResourceAsStream(resource)) {
      return Objects.requireNonNull(sample, resource).readAllBytes();
    }
  }
}
