package dev.signalbox.cli.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** S2-12: what a worker is, does and can take, as people read it. */
class WorkerTextTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private static final String LOADED =
      """
      {"worker": "w1", "kind": "worker", "name": "", "status": "working", "state": "live",
       "host": "box", "slots": 4, "capacity": 8, "cpuPercent": 86.6, "memoryPercent": 41.2,
       "reason": "machine is at 87 % cpu", "skills": ["java", "db"],
       "running": ["shop/api#1", "shop/ui#2"], "lastSeen": "2026-01-01T11:59:57Z"}\
      """;

  private static final String PERSON =
      """
      {"worker": "ann", "kind": "person", "name": "Ann Lee", "status": "idle", "state": "live",
       "host": "", "slots": 1, "capacity": 1, "cpuPercent": -1, "memoryPercent": -1,
       "reason": "", "skills": [], "running": [], "lastSeen": "2026-01-01T10:00:00Z",
       "metadata": {"githubUsername": "annlee"}}\
      """;

  @Test
  void aTableOfWorkersHasALineForEachWithWhyItOffersFewerSlots() {
    assertThat(
            TextTable.lines(
                List.of(WorkerText.HEAD, row(LOADED), row(PERSON), row(draining()), row(silent()))))
        .containsExactly(
            "WORKER  KIND    STATUS    RUNS  SLOTS   CPU   MEMORY  SKILLS   WHY",
            "w1      worker  working   2     4 of 8  87 %  41 %    java db  machine is at 87 % cpu",
            "ann     person  idle      0     1 of 1  -     -",
            "w1      worker  draining  2     0 of 8  87 %  41 %    java db  it drains: new disk",
            "w1      worker  offline   2     0 of 8  -     -       java db  it is silent");
  }

  @Test
  void oneWorkerIsToldWithItsLoadWhatItRunsAndWhyNotAllSlots() {
    assertThat(lines(LOADED))
        .containsExactly(
            "worker  w1",
            "kind    worker",
            "host    box",
            "status  working",
            "slots   4 of 8: machine is at 87 % cpu",
            "load    cpu 87 %, memory 41 %",
            "skills  java db",
            "runs    shop/api#1 shop/ui#2",
            "heard   3 s ago (11:59:57)");
  }

  @Test
  void aPersonHasANameAndMoreButNoLinesForWhatIsNotKnown() {
    assertThat(lines(PERSON))
        .containsExactly(
            "worker          ann, Ann Lee",
            "kind            person",
            "status          idle",
            "slots           1 of 1",
            "heard           2 h ago (10:00:00)",
            "githubUsername  annlee");
  }

  @Test
  void aWorkerThatDrainsSaysWhyAndWhatItStillRuns() {
    assertThat(lines(draining()))
        .contains(
            "status  draining",
            "slots   0 of 8: it drains: new disk",
            "runs    shop/api#1 shop/ui#2");
  }

  @ParameterizedTest
  @CsvSource({"silent, it is silent", "gone, it left"})
  void aWorkerThatIsAwayOffersNothingWhateverItSaidLast(String state, String why) {
    String away = silent().replace("\"silent\"", "\"" + state + "\"");

    assertThat(lines(away))
        .contains("status  offline", "slots   0 of 8: " + why)
        .noneMatch(line -> line.startsWith("load") || line.contains("87 %"));
  }

  @Test
  void aLoadOfWhichHalfIsKnownShowsThatHalf() {
    assertThat(lines(LOADED.replace("86.6", "-1"))).contains("load    cpu -, memory 41 %");
    assertThat(lines(LOADED.replace("41.2", "-1"))).contains("load    cpu 87 %, memory -");
  }

  @Test
  void aWorkerOfWhichOnlyTheNameIsKnownIsStillToldOf() {
    assertThat(lines("{\"worker\": \"w2\"}")).containsExactly("worker  w2", "slots   0 of 0");
  }

  private static String draining() {
    return LOADED
        .replace("working", "draining")
        .replace("machine is at 87 % cpu", "it drains: new disk")
        .replace("\"slots\": 4", "\"slots\": 0");
  }

  private static String silent() {
    return LOADED.replace("working", "offline").replace("\"live\"", "\"silent\"");
  }

  private static List<String> row(String worker) {
    return WorkerText.row(read(worker));
  }

  private static List<String> lines(String worker) {
    return WorkerText.lines(read(worker), NOW, ZoneOffset.UTC);
  }

  private static JsonNode read(String worker) {
    return MessageCodec.mapper().readTree(worker);
  }
}
