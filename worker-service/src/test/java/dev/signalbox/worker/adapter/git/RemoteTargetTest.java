package dev.signalbox.worker.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.repository.RemoteUrl;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.core.ClaimRecord.State;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingRemote;
import dev.signalbox.worker.testing.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I1, I2, I5 and interleavings 1, 2, 7, 10 and 11 over push (S2-32). */
class RemoteTargetTest {

  private static final String BRANCH = TestingRepository.MERGE_BRANCH;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final GitCommand git = new GitCommand(LIMIT);
  private final ClaimRefs claims = new ClaimRefs(new RefPacking(git));
  private final FencedMerge merge = new FencedMerge(claims);
  private TestingRemote remote;
  private RemoteTarget mine;
  private RemoteTarget others;
  private SlotRepository slot;
  private AttemptRef five;
  private AttemptRef six;

  @BeforeEach
  void open() {
    remote = new TestingRemote(folder);
    mine = target("one", remote.url());
    others = target("two", remote.url());
    slot = SlotRepository.open(git, folder.resolve("one/slot-1"), mine);
    RemoteUrl url = RemoteUrl.find(remote.url()).orElseThrow();
    five = TestingAssignments.in(url.id(), url.location()).build().attempt();
    six = TestingAssignments.in(url.id(), url.location()).attempt(five).build().attempt();
  }

  @AfterEach
  void close() {
    slot.close();
    mine.close();
    others.close();
  }

  @Test
  void movesBranchAndClaimInOnePush() throws IOException {
    String base = remote.tip();
    String commit = work("src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(mine, five), commit);

    assertThat(merge.merge(mine, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.MERGED);
    assertThat(remote.tip()).isEqualTo(commit);
    assertThat(found(others, five)).isEqualTo(merging.record().closed(commit));
    remote.git("fsck", "--strict");
  }

  /** Interleaving 2: 6 replaces the claim between what the server told 5 and what 5 sends. */
  @Test
  void theServerRefusesAHolderThatWasReplacedWhileItPushed() throws IOException {
    String base = remote.tip();
    String commit = work("src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(mine, five), commit);
    String newer = objectOf(open(six));
    remote.duringTheNextPush(
        "git update-ref " + merging.ref() + " " + newer + " " + merging.object());

    assertThat(merge.merge(mine, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.CLAIM_LOST);
    assertThat(remote.tip()).isEqualTo(base);
    assertThat(remote.git("rev-parse", merging.ref())).isEqualTo(newer);
  }

  /** The same push with the branch alone: what the claim in it is for. */
  @Test
  void withoutTheClaimTheReplacedHolderWouldMerge() throws IOException {
    String base = remote.tip();
    String commit = work("src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(mine, five), commit);
    String newer = objectOf(open(six));
    remote.duringTheNextPush(
        "git update-ref " + merging.ref() + " " + newer + " " + merging.object());
    RefChange branchAlone =
        new RefChange(
            "refs/heads/" + BRANCH, ObjectId.fromString(base), ObjectId.fromString(commit));

    assertThat(mine.apply(List.of(branchAlone), "unfenced")).isTrue();
    assertThat(remote.tip()).isEqualTo(commit);
  }

  /** Interleaving 1: a zombie that pushes long after it was replaced. */
  @Test
  void aZombieIsRefused() throws IOException {
    String base = remote.tip();
    String commit = work("src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(mine, five), commit);
    claim(others, six);

    assertThat(merge.merge(mine, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.CLAIM_LOST);
    assertThat(remote.tip()).isEqualTo(base);
    assertThat(found(mine, six).token()).isEqualTo(six.token());
  }

  /** Interleaving 2: 5 saw no claim and paused; 6 came and went; its closed ref stands there. */
  @Test
  void aClaimThatWasThoughtNewFindsTheClosedOne() {
    WrittenClaim newer = claim(others, six);
    claims.advance(others, newer, newer.record().closed(null));

    assertThat(claims.write(mine, open(five), java.util.Optional.empty(), List.of())).isEmpty();
    assertThat(found(mine, six).state()).isEqualTo(State.CLOSED);
  }

  /** People push to the branch while a merge is on its way: it is told, and theirs stays. */
  @Test
  void aPersonWhoPushesDuringTheMergeIsNotUndone() throws IOException {
    String base = remote.tip();
    String commit = work("src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(mine, five), commit);
    String theirs = remote.personPushes("theirs.txt", "theirs\n");

    assertThat(merge.merge(mine, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.BRANCH_MOVED);
    assertThat(remote.tip()).isEqualTo(theirs);
    assertThat(mine.tip(BRANCH)).as("reading back brought it").contains(theirs);
    assertThat(found(mine, five).state()).isEqualTo(State.MERGING);
  }

  /** The branch was pushed backwards by somebody: what the mirror once had is not lost (I5). */
  @Test
  void whatADeletedBranchHadStaysInTheMirror() {
    String commit = remote.personPushes("theirs.txt", "theirs\n");
    mine.refresh();

    remote.git("update-ref", "-d", "refs/heads/" + BRANCH);
    mine.refresh();

    assertThat(mine.tip(BRANCH)).isEmpty();
    git.run(mine.gitDirectory(), mine.gitDirectory(), "gc");
    assertThat(mine.treeOf(commit)).isNotEmpty();
  }

  /** Interleaving 7: the push was taken and nobody said so. */
  @Test
  void aMergeWhoseAnswerWasLostIsFoundByReadingBack() throws IOException {
    String base = remote.tip();
    String commit = work("src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(mine, five), commit);
    remote.hook("post-receive", "rm -f hooks/post-receive; kill -9 $PPID");

    assertThat(merge.merge(mine, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.MERGED);
    assertThat(remote.tip()).isEqualTo(commit);
    assertThat(found(others, five).state()).isEqualTo(State.CLOSED);
  }

  /** Interleaving 7: the server died before it moved anything. */
  @Test
  void aMergeThatDidNotHappenIsTriedAgain() throws IOException {
    String base = remote.tip();
    String commit = work("src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(mine, five), commit);
    remote.duringTheNextPush("kill -9 $PPID");

    assertThat(merge.merge(mine, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.MERGED);
    assertThat(remote.tip()).isEqualTo(commit);
  }

  /** Interleaving 11: a second preserve of an attempt overwrites nothing. */
  @Test
  void keepsACommitThereUnderARefThatIsNeverMoved() throws IOException {
    String commit = work("src/a.txt", "half\n");

    String ref = PreserveRefs.keep(slot, mine, five, commit);
    String again = PreserveRefs.keep(slot, mine, five, commit);

    assertThat(again).isEqualTo(ref);
    assertThat(remote.git("rev-parse", ref)).isEqualTo(commit);
    remote.git("update-ref", ref, remote.tip());
    PreserveRefs.keep(slot, mine, five, commit);
    assertThat(remote.git("rev-parse", ref)).isEqualTo(remote.tip());
  }

  /** I5 while the other side does not answer: kept here, and sent when it does. */
  @Test
  void whatCannotBeSentNowIsSentLater() throws IOException {
    String commit = work("src/a.txt", "half\n");
    Path away = Files.move(remote.bare(), remote.bare().resolveSibling("away.git"));

    String ref = PreserveRefs.keep(slot, mine, five, commit);
    assertThat(mine.resolve(ref)).contains(ObjectId.fromString(commit));
    Files.move(away, remote.bare());
    mine.refresh();

    assertThat(remote.git("rev-parse", ref)).isEqualTo(commit);
    assertThat(mine.refsBelow("refs/signalbox/unsent/")).isEmpty();
  }

  @Test
  void saysWhatAHookSaid() throws IOException {
    String base = remote.tip();
    String commit = work("src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(mine, five), commit);
    remote.hook("update", "case $1 in refs/heads/*) echo 'main is protected'; exit 1;; esac\n");

    assertThatThrownBy(() -> merge.merge(mine, BRANCH, base, commit, merging))
        .hasMessageContaining("hook declined")
        .hasMessageContaining("main is protected");
    assertThat(remote.tip()).isEqualTo(base);
    assertThat(found(others, five).state()).isEqualTo(State.MERGING);
  }

  private RemoteTarget target(String home, String url) {
    RemoteTarget target =
        RemoteTarget.open(
            git,
            folder.resolve(home).resolve("mirror.git"),
            RemoteUrl.find(url).orElseThrow(),
            LIMIT);
    target.refresh();
    return target;
  }

  private String work(String path, String text) throws IOException {
    slot.reset(mine.tip(BRANCH).orElseThrow(), false);
    Files.writeString(slot.worktree().resolve(path), text);
    String commit = slot.commitAll("work\n");
    slot.copyTo(mine, commit);
    return commit;
  }

  private static ClaimRecord open(AttemptRef attempt) {
    return ClaimRecord.open(attempt, UUID.randomUUID(), Footprint.writing("src/"));
  }

  private WrittenClaim claim(RemoteTarget target, AttemptRef attempt) {
    target.refresh();
    return claims
        .write(target, open(attempt), claims.find(target, attempt), List.of())
        .orElseThrow();
  }

  private WrittenClaim merging(WrittenClaim open, String commit) {
    return claims.advance(mine, open, open.record().merging(commit)).orElseThrow();
  }

  /** The object of a claim, put where the server finds it. */
  private String objectOf(ClaimRecord claim) throws IOException {
    Path text =
        Files.write(
            folder.resolve("claim.json"),
            dev.signalbox.common.codec.MessageCodec.mapper().writeValueAsBytes(claim));
    return remote.git("hash-object", "-w", text.toString());
  }

  private ClaimRecord found(RemoteTarget target, AttemptRef attempt) {
    target.refresh();
    return claims.find(target, attempt).orElseThrow().record();
  }
}
