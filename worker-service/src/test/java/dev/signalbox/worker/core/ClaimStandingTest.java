package dev.signalbox.worker.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.TaskId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimStandingTest {

  private static final TaskId TASK = TaskId.of("018f0000-0000-7000-8000-000000000001/fix-login");
  private static final UUID NONCE = new UUID(0, 1);
  private static final ClaimRecord MINE = claim(6, NONCE);

  @Test
  void nothingThereIsFree() {
    assertThat(ClaimStanding.of(MINE, Optional.empty())).isEqualTo(new ClaimStanding.Free());
  }

  @Test
  void anOlderAttemptGivesWay() {
    assertThat(against(claim(5, new UUID(0, 2)))).isEqualTo(new ClaimStanding.Free());
    assertThat(against(claim(5, new UUID(0, 2)).closed(null))).isEqualTo(new ClaimStanding.Free());
  }

  /** Interleaving 2: a token below the one that stands there, or stood there, is over. */
  @Test
  void aNewerAttemptEndsThisOne() {
    assertThat(against(claim(7, new UUID(0, 2)))).isEqualTo(new ClaimStanding.Stale());
    assertThat(against(claim(7, new UUID(0, 2)).closed(null))).isEqualTo(new ClaimStanding.Stale());
  }

  /** Interleavings 3 and 15. */
  @Test
  void theSameAttemptIsMineOnlyWithMyNonce() {
    assertThat(against(claim(6, NONCE))).isEqualTo(new ClaimStanding.Mine());
    assertThat(against(claim(6, new UUID(0, 2)))).isEqualTo(new ClaimStanding.Duplicate());
    assertThat(against(claim(6, NONCE).closed(null))).isEqualTo(new ClaimStanding.Stale());
  }

  /** Interleaving 10. */
  @Test
  void anOlderAttemptsMergeIsLookedAtFirst() {
    assertThat(against(claim(5, NONCE).merging("abc")))
        .isEqualTo(new ClaimStanding.PerhapsMerged("abc"));
    assertThat(against(claim(5, NONCE).closed("abc")))
        .isEqualTo(new ClaimStanding.PerhapsMerged("abc"));
  }

  @Test
  void theRecordIsReadableInGit() {
    String json = MessageCodec.mapper().writeValueAsString(MINE.merging("abc"));

    assertThat(json)
        .contains("\"token\":6", "\"state\":\"merging\"", "\"commit\":\"abc\"")
        .contains("\"writes\":[\"src/\"]")
        .doesNotContain("live");
    assertThat(MessageCodec.mapper().readValue(json, ClaimRecord.class))
        .isEqualTo(MINE.merging("abc"));
  }

  @Test
  void livesUntilItIsClosed() {
    assertThat(MINE.isLive()).isTrue();
    assertThat(MINE.merging("abc").isLive()).isTrue();
    assertThat(MINE.closed("abc").isLive()).isFalse();
    assertThat(MINE.on(Footprint.writing("a")).footprint()).isEqualTo(Footprint.writing("a"));
    assertThat(ClaimRecord.refOf(MINE.attempt()))
        .isEqualTo("refs/signalbox/claims/" + TASK.plan() + "/fix-login");
  }

  private static ClaimStanding against(ClaimRecord found) {
    return ClaimStanding.of(MINE, Optional.of(found));
  }

  private static ClaimRecord claim(long token, UUID nonce) {
    AttemptRef attempt = new AttemptRef(TASK, 1, new FencingToken(token));
    return ClaimRecord.open(attempt, nonce, Footprint.writing("src/"));
  }
}
