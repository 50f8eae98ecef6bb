package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** C32: a recording is decided again without a server. */
class ReplayCommandTest {
  private static final String BEGUN =
      """
      {"call":{"is":"Begun","format":1,"policies":{"queuedLease":"PT30S","revokeRepeat":"PT2S",\
      "stopGrace":"PT30S","deferral":"PT2S","longestDeferral":"PT30S","claimTtl":"PT1H",\
      "conflictReruns":2,"assumedDuration":"PT1M","memory":{"disposal":"PT2S","earlyEvents":1000,\
      "earlyAge":"PT10M"},"order":{"ageingTier":"PT10M","highestTier":3,\
      "reservationAfter":"PT10M","preemption":false},"caps":{"system":0,"classes":{},"lanes":{},\
      "noFiles":4,"mergeWait":"PT30M"}},"buffer":1,"assumedLease":"PT1M30S"},\
      "answer":{"failed":false}}
      {"call":{"is":"Opened","core":1,"repository":"shop"},"answer":{"failed":false}}
      """;

  private static final String TICK = applied("{\"is\":\"Tick\"}", "");

  private static final String COMMAND =
      """
      {"is":"Command","submission":{"type":"plan.pause","id":"01900000-0000-7000-8000-0000000000aa",\
      "at":"2026-01-01T00:00:00Z","repository":"shop",\
      "plan":"01900000-0000-7000-8000-000000000001","reason":""}}\
      """
          .strip();

  @TempDir private Path directory;

  @Test
  void theSameIsTheSame() throws IOException {
    TestingCli cli = TestingCli.run("replay", file(BEGUN + TICK + TICK));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.out()).isEqualTo("2 inputs, 0 decisions of 1 repository: the same\n");
  }

  @Test
  void theFirstDifferenceIsShownAndIsAFailure() throws IOException {
    String refused =
        ",\"effects\":[{\"is\":\"Refused\",\"plan\":\"01900000-0000-7000-8000-000000000001\"}]";
    String recording = file(BEGUN + TICK + applied(COMMAND, refused) + TICK);

    TestingCli cli = TestingCli.run("replay", recording);
    assertThat(cli.code()).as(cli.err()).isEqualTo(1);
    assertThat(cli.out())
        .contains("line 4 is different, after 2 inputs")
        .contains("recorded: ", "now:      ");

    JsonNode json =
        MessageCodec.mapper().readTree(TestingCli.run("replay", recording, "--json").out());
    assertThat(json.path("same").asBoolean(true)).isFalse();
    assertThat(json.at("/difference/line").asLong()).isEqualTo(4);
  }

  @Test
  void aLastLineThatWasCutOffIsPassedOver() throws IOException {
    TestingCli cli = TestingCli.run("replay", file(BEGUN + TICK + TICK.substring(0, 30)));
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.err()).contains("line, 4, is cut off");
    assertThat(cli.out()).startsWith("1 input,");
  }

  @Test
  void whatCannotBeReadIsWrongUsageWithItsLine() throws IOException {
    TestingCli cli = TestingCli.run("replay", file(BEGUN + "hello\n" + TICK));
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains("line 3");
    assertThat(TestingCli.run("replay", file("")).code()).isEqualTo(2);
    assertThat(TestingCli.run("replay", directory.resolve("none").toString()).code()).isEqualTo(2);
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("decisions.jsonl"), text).toString();
  }

  private static String applied(String input, String answer) {
    return "{\"call\":{\"is\":\"Applied\",\"core\":1,\"input\":"
        + input
        + ",\"at\":\"2026-01-01T00:00:00Z\"},\"answer\":{\"failed\":false"
        + answer
        + "}}\n";
  }
}
