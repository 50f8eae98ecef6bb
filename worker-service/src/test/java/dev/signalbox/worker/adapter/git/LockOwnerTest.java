package dev.signalbox.worker.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Interleaving 7: a lock is removed only when the process that took it is certainly dead. */
class LockOwnerTest {
  private static final LockOwner SELF = LockOwner.SELF;

  @Test
  void isReadBackFromItsName() {
    assertThat(LockOwner.parse(SELF + "_17")).contains(SELF);
    assertThat(LockOwner.parse("removal")).isEmpty();
    assertThat(LockOwner.parse("a_b_c_d_e")).isEmpty();
  }

  @Test
  void aLivingProcessIsNotDead() {
    assertThat(SELF.isDead()).isFalse();
  }

  @Test
  void aProcessThatEndedIsDead() throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sleep", "100").start();
    LockOwner owner = ownerHere(process);
    assertThat(owner.isDead()).isFalse();

    process.destroyForcibly().waitFor();

    assertThat(owner.isDead()).isTrue();
  }

  @Test
  void aLaterProcessOfTheSameNumberIsAnother() {
    LockOwner earlier =
        new LockOwner(
            SELF.machine(), SELF.boot(), SELF.space(), SELF.pid(), SELF.startedAt() - 60_000);

    assertThat(earlier.isDead()).isTrue();
  }

  @Test
  void nothingIsKnownOfAnotherMachineOrContainer() {
    assertThat(new LockOwner("other", SELF.boot(), SELF.space(), 1, 1).isDead()).isFalse();
    assertThat(new LockOwner(SELF.machine(), SELF.boot(), "other", 1, 1).isDead()).isFalse();
  }

  @Test
  void theMachinesRestartEndedAll() {
    LockOwner before = new LockOwner(SELF.machine(), "other", SELF.space(), SELF.pid(), 1);

    assertThat(before.isDead()).isEqualTo(!SELF.machine().isEmpty());
  }

  /** A process of this machine as an owner of locks. */
  static LockOwner ownerHere(Process process) {
    long startedAt = process.info().startInstant().orElseThrow().toEpochMilli();
    return new LockOwner(SELF.machine(), SELF.boot(), SELF.space(), process.pid(), startedAt);
  }
}
