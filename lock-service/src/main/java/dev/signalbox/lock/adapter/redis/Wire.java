package dev.signalbox.lock.adapter.redis;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.Hold;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** How values look in the scripts' arguments and answers. */
final class Wire {
  private static final JsonMapper JSON = MessageCodec.mapper();

  private Wire() {}

  /** Each hold as a letter and a path, separated by what no path contains. */
  static String holds(Footprint footprint) {
    return footprint.holds().stream().map(Wire::hold).collect(Collectors.joining("\0"));
  }

  static String footprint(Footprint footprint) {
    return JSON.writeValueAsString(footprint);
  }

  /** One footprint from the lines of a claim and its amendments. */
  static Footprint footprints(String lines) {
    List<PathPattern> writes = new ArrayList<>();
    List<PathPattern> reads = new ArrayList<>();
    for (String line : lines.split("\n")) {
      Footprint one = JSON.readValue(line, Footprint.class);
      writes.addAll(one.writes());
      reads.addAll(one.reads());
    }
    return new Footprint(writes, reads);
  }

  static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  /** Reads {@link AttemptRef#toString}. */
  static AttemptRef attempt(String text) {
    int hash = text.lastIndexOf('#');
    int at = text.lastIndexOf('@');
    return new AttemptRef(
        TaskId.of(text.substring(0, hash)),
        Integer.parseInt(text.substring(hash + 1, at)),
        new FencingToken(Long.parseLong(text.substring(at + 1))));
  }

  static ClaimAnswer answer(List<String> answer) {
    return switch (answer.getFirst()) {
      case "granted" ->
          new ClaimAnswer.Granted(
              instant(answer.get(1)),
              answer.subList(2, answer.size()).stream().map(Wire::attempt).toList());
      case "denied" ->
          new ClaimAnswer.Denied(
              answer.get(1),
              attempt(answer.get(2)),
              new WorkerId(answer.get(3)),
              instant(answer.get(4)));
      case "recovering" -> new ClaimAnswer.Recovering(instant(answer.get(1)));
      case "closed" -> new ClaimAnswer.Closed(new FencingToken(Long.parseLong(answer.get(1))));
      case "lost" -> new ClaimAnswer.Lost(answer.get(1));
      default -> throw new IllegalStateException("not an answer: " + answer);
    };
  }

  private static String hold(Hold hold) {
    return switch (hold.mode()) {
      case WRITE -> "W" + hold.path();
      case READ -> "R" + hold.path();
    };
  }
}
