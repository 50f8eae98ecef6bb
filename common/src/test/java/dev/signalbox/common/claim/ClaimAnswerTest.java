package dev.signalbox.common.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.WorkerId;
import dev.signalbox.common.testing.TestingClock;
import dev.signalbox.common.testing.TestingPlans;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ClaimAnswerTest {
  private final JsonMapper json = MessageCodec.mapper();

  static Stream<ClaimAnswer> answers() {
    AttemptRef attempt = TestingPlans.attempt("a", 3);
    return Stream.of(
        new ClaimAnswer.Granted(TestingClock.START, List.of(attempt)),
        new ClaimAnswer.Granted(TestingClock.START, List.of(), Duration.ofSeconds(10)),
        new ClaimAnswer.Recovering(TestingClock.START),
        new ClaimAnswer.Denied("src", attempt, new WorkerId("w"), TestingClock.START),
        new ClaimAnswer.Closed(new FencingToken(4)),
        new ClaimAnswer.Lost("expired"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void anAnswerSurvivesTheWire(ClaimAnswer answer) {
    String written = json.writerFor(ClaimAnswer.class).writeValueAsString(answer);

    assertThat(json.readValue(written, ClaimAnswer.class)).isEqualTo(answer);
  }
}
