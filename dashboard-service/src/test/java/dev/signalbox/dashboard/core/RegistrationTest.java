package dev.signalbox.dashboard.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.message.WorkerMessage.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers that register themselves (S2-12). */
class RegistrationTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "agent, AGENT",
    "ai_agent, AGENT",
    "script, SCRIPT",
    "person, PERSON",
    "Human, PERSON"
  })
  void knowsTheKindsByTheirWords(String word, Kind kind) {
    Registration registration = registration("ann", word);
    assertThat(registration.problems(true)).isEmpty();
    assertThat(row(registration).profile().kind()).isEqualTo(kind);
  }

  @Test
  void aPersonCountsAsThereForLongAndAProgramDoesNot() {
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    assertThat(row(registration("ann", "person")).isLive(tomorrow)).isTrue();
    WorkerRow script = row(registration("nightly", "script"));
    assertThat(script.isLive(NOW.plusSeconds(89))).isTrue();
    assertThat(script.status(tomorrow)).isEqualTo("offline");
    assertThat(script.slots()).isEqualTo(1);
  }

  @Test
  void keepsWhatASignOfLifeDoesNotSay() {
    WorkerRow row = row(full(3, null, List.of("java"), "Ann"));
    WorkerRow later = empty().changed(row, NOW.plusSeconds(60));

    assertThat(later.lastSeen()).isEqualTo(NOW.plusSeconds(60));
    assertThat(later.firstSeen()).isEqualTo(NOW);
    assertThat(later.skills()).containsExactly("java");
    assertThat(later.slots()).isEqualTo(3);
    assertThat(later.profile()).isEqualTo(row.profile());
    assertThat(later.status(NOW)).isEqualTo("working");
  }

  @Test
  void takesNothingNewWhileItDrains() {
    WorkerRow row = row(full(3, true, List.of(), "Ann"));
    assertThat(row.slots()).isZero();
    assertThat(row.capacity()).isEqualTo(3);
    assertThat(row.status(NOW)).isEqualTo("draining");
    assertThat(row.allowance().reason()).isEqualTo("it drains");

    WorkerRow back = full(3, false, List.of(), "Ann").changed(row, NOW);
    assertThat(back.slots()).isEqualTo(3);
    assertThat(back.allowance().reason()).isEmpty();
  }

  @Test
  void saysAllThatIsWrongAtOnce() {
    Registration wrong =
        new Registration(
            "an id",
            "robot",
            "n".repeat(201),
            List.of("java 25"),
            0,
            Duration.ofMillis(10),
            null,
            null,
            null);
    assertThat(wrong.problems(true))
        .hasSize(6)
        .anyMatch(problem -> problem.startsWith("kind is agent, script or person"))
        .anyMatch(problem -> problem.startsWith("capacity is from 1 to 1000"));
    assertThat(wrong.problems(false)).hasSize(5);
  }

  @Test
  void onlyANewWorkerMustSayWhoItIs() {
    assertThat(empty().problems(true)).hasSize(2);
    assertThat(empty().problems(false)).isEmpty();
  }

  private static WorkerRow row(Registration registration) {
    return registration.row(TestingBeats.INSTANCE, NOW);
  }

  private static Registration registration(String id, String kind) {
    return new Registration(id, kind, null, null, null, null, null, null, null);
  }

  private static Registration empty() {
    return new Registration(null, null, null, null, null, null, null, null, null);
  }

  private static Registration full(
      int capacity, @Nullable Boolean draining, List<String> skills, String name) {
    return new Registration(
        "ann",
        "person",
        name,
        skills,
        capacity,
        null,
        List.of("shop/a"),
        draining,
        Map.of("team", "shop"));
  }
}
