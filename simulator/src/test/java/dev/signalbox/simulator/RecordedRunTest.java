package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.core.replay.LineCodec;
import dev.signalbox.scheduler.core.replay.RecordedCore;
import dev.signalbox.scheduler.core.replay.RecordedFleet;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.Policies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** C32: a recording is decided again, and the first difference is named by its line. */
class RecordedRunTest {
  private final LineCodec codec = new LineCodec();
  private final List<String> lines = new ArrayList<>();

  @Test
  void linesAreCountedAndADifferenceIsNamedByItsLine() {
    RecordedFleet fleet =
        new RecordedFleet(
            Policies.DEFAULTS,
            1,
            Duration.ofSeconds(90),
            (call, answer) -> lines.add(codec.line(call, answer)));
    RecordedCore core = fleet.open(new RepositoryId("shop"));
    core.apply(new Input.Tick(), Timeline.START);
    lines.add(lines.getLast().replace("\"failed\":false", "\"failed\":true"));

    RecordedRun run = new RecordedRun();
    lines.subList(0, 3).forEach(line -> assertThat(run.take(line)).as(line).isEmpty());
    RecordedRun.Difference difference = run.take(lines.getLast()).orElseThrow();

    assertThat(difference.line()).isEqualTo(4);
    assertThat(difference.expected()).contains("true");
    assertThat(difference.got()).contains("false");
    assertThat(run.sums()).isEqualTo(new RecordedRun.Sums(4, 2, 0, 1));
  }
}
