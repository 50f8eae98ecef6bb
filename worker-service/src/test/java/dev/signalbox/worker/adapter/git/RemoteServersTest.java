package dev.signalbox.worker.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.repository.RemoteUrl;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingGitHttp;
import dev.signalbox.worker.testing.TestingGitSsh;
import dev.signalbox.worker.testing.TestingRemote;
import dev.signalbox.worker.testing.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fence over servers that ask who comes: SSH with a key, HTTP with a password (S2-32). */
class RemoteServersTest {

  private static final String BRANCH = TestingRepository.MERGE_BRANCH;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final GitCommand git = new GitCommand(LIMIT);
  private final ClaimRefs claims = new ClaimRefs(new RefPacking(git));
  private TestingRemote remote;

  @BeforeEach
  void make() {
    remote = new TestingRemote(folder);
  }

  @Test
  void sshWithTheKeyOfTheWorkersUser() throws IOException {
    try (TestingGitSsh server = new TestingGitSsh(folder)) {
      String url = server.url(remote.bare());
      fences(url, config -> config.setString("core", null, "sshCommand", server.command()));
    }
  }

  @Test
  void httpWithTheCredentialHelperOfTheWorkersUser() throws IOException {
    try (TestingGitHttp server = new TestingGitHttp(remote.bare().resolveSibling(""))) {
      String helper =
          "!f() { echo username="
              + TestingGitHttp.USER
              + "; echo password="
              + TestingGitHttp.PASSWORD
              + "; }; f";
      fences(
          server.url("shop.git"), config -> config.setString("credential", null, "helper", helper));
    }
  }

  /** Nobody is asked, nothing waits, and no password stands in what is said. */
  @Test
  void withoutALoginItSaysSo() {
    try (TestingGitHttp server = new TestingGitHttp(remote.bare().resolveSibling(""));
        RemoteTarget target = open("m", server.url("shop.git"), config -> {})) {
      assertThatThrownBy(target::refresh)
          .hasMessageContaining("asks for a login that git does not have")
          .hasMessageContaining("credential helper");
    }
  }

  @Test
  void refusesAServerThatCannotMoveSeveralRefsAtOnce() {
    remote.git("config", "receive.advertiseAtomic", "false");

    try (RemoteTarget target =
        RemoteTarget.open(
            git, folder.resolve("m3"), RemoteUrl.find(remote.url()).orElseThrow(), LIMIT)) {
      assertThatThrownBy(target::refresh)
          .isInstanceOf(GitFailedException.class)
          .hasMessageContaining("several refs at once");
    }
    assertThat(remote.git("for-each-ref", "refs/signalbox"))
        .as("the probe changes nothing")
        .isEmpty();
  }

  @Test
  void saysThatTheBranchIsCheckedOutThere() throws IOException {
    String url = "file://" + folder.resolve("person").toAbsolutePath();
    RemoteUrl work = RemoteUrl.find(url).orElseThrow();
    try (RemoteTarget target = RemoteTarget.open(git, folder.resolve("m3"), work, LIMIT)) {
      target.refresh();
      String tip = target.tip("main").orElseThrow();
      RefChange away =
          new RefChange(
              "refs/heads/main", ObjectId.fromString(tip), ObjectId.fromString(target.treeOf(tip)));
      assertThatThrownBy(() -> target.apply(List.of(away), "x"))
          .hasMessageContaining("checked out")
          .hasMessageContaining("bare repository");
    }
  }

  private interface Login {
    void into(StoredConfig config);
  }

  private void fences(String url, Login login) throws IOException {
    try (RemoteTarget target = open("m", url, login)) {
      target.refresh();
      String base = remote.tip();
      try (SlotRepository slot = SlotRepository.open(git, folder.resolve("slot-1"), target)) {
        String first = work(slot, target, "src/a.txt");
        WrittenClaim held = claim(target, url);
        assertThat(new FencedMerge(claims).merge(target, BRANCH, base, first, held))
            .isEqualTo(FencedMerge.Answer.MERGED);
        assertThat(remote.tip()).isEqualTo(first);

        String second = work(slot, target, "src/b.txt");
        WrittenClaim lost = claim(target, url);
        remote.duringTheNextPush("git update-ref " + lost.ref() + " HEAD");
        assertThat(new FencedMerge(claims).merge(target, BRANCH, first, second, lost))
            .as("replaced between what the server told and what was sent")
            .isEqualTo(FencedMerge.Answer.CLAIM_LOST);
        assertThat(remote.tip()).isEqualTo(first);
      }
    }
  }

  private RemoteTarget open(String home, String url, Login login) {
    RemoteUrl read = RemoteUrl.find(url).orElseThrow();
    RemoteTarget target = RemoteTarget.open(git, folder.resolve(home), read, LIMIT);
    StoredConfig config = target.repository().getConfig();
    login.into(config);
    try {
      config.save();
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
    return target;
  }

  private static String work(SlotRepository slot, RemoteTarget target, String path)
      throws IOException {
    slot.reset(target.tip(BRANCH).orElseThrow(), false);
    Files.writeString(slot.worktree().resolve(path), "new\n");
    String commit = slot.commitAll("work\n");
    slot.copyTo(target, commit);
    return commit;
  }

  private WrittenClaim claim(RemoteTarget target, String url) {
    RemoteUrl read = RemoteUrl.find(url).orElseThrow();
    AttemptRef attempt = TestingAssignments.in(read.id(), read.location()).build().attempt();
    ClaimRecord open = ClaimRecord.open(attempt, UUID.randomUUID(), Footprint.writing("src/"));
    return claims.write(target, open, java.util.Optional.empty(), List.of()).orElseThrow();
  }
}
