package dev.signalbox.scheduler.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.core.replay.RecordedCore;
import dev.signalbox.scheduler.core.replay.RecordedFleet;
import dev.signalbox.scheduler.core.replay.Replay;
import dev.signalbox.scheduler.core.schedule.Input;
import dev.signalbox.scheduler.core.schedule.Policies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C32: what is recorded can be replayed, and recording never gets in the way. */
class RecordingFileTest {
  private static final long WIDE = 1 << 20;
  private static final int TICKS = 500;

  @TempDir private Path directory;

  @Test
  void everythingIsWrittenWhenItIsClosed() throws IOException {
    Path file = directory.resolve("new/decisions.jsonl");
    recordTicks(new RecordingFile(file, WIDE));
    assertThat(replayed(file)).isEqualTo(TICKS);
  }

  @Test
  void theRecordingOfTheStartBeforeIsKept() throws IOException {
    Path file = directory.resolve("decisions.jsonl");
    Files.writeString(file, "before\n");
    recordTicks(new RecordingFile(file, WIDE));
    assertThat(directory.resolve("decisions.jsonl.previous")).hasContent("before");
    assertThat(replayed(file)).isEqualTo(TICKS);
  }

  @Test
  void itEndsWithAWholeLineBeforeItsLimit() throws IOException {
    Path file = directory.resolve("decisions.jsonl");
    recordTicks(new RecordingFile(file, 5000));
    assertThat(Files.size(file)).isBetween(4000L, 5000L);
    assertThat(replayed(file)).isBetween(1L, TICKS - 1L);
  }

  @Test
  void aDiskThatCannotBeWrittenToStopsNothing() throws IOException {
    Path blocked = Files.writeString(directory.resolve("file"), "no directory");
    recordTicks(new RecordingFile(blocked.resolve("decisions.jsonl"), WIDE));
    assertThat(blocked).hasContent("no directory");
  }

  private static void recordTicks(RecordingFile file) {
    try (file) {
      RecordedFleet fleet = new RecordedFleet(Policies.DEFAULTS, 1, Duration.ofSeconds(90), file);
      RecordedCore core = fleet.open(new RepositoryId("shop"));
      for (int tick = 0; tick < TICKS; tick++) {
        assertThat(core.apply(new Input.Tick(), Instant.EPOCH)).isEmpty();
      }
    }
  }

  private static long replayed(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    Replay replay = new Replay();
    assertThat(lines).allSatisfy(line -> assertThat(replay.take(line)).isEmpty());
    return replay.inputs();
  }
}
