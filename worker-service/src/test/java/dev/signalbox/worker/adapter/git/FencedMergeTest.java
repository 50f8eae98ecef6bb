package dev.signalbox.worker.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.message.Assignment;
import dev.signalbox.common.plan.MergeStrategy;
import dev.signalbox.worker.core.ClaimRecord;
import dev.signalbox.worker.core.ClaimRecord.State;
import dev.signalbox.worker.testing.TestingAssignments;
import dev.signalbox.worker.testing.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I1, I2, and interleavings 1, 2 and 7, where git itself decides them. */
class FencedMergeTest {

  private static final String BRANCH = TestingRepository.MERGE_BRANCH;

  @TempDir Path folder;
  private TestingRepository user;
  private TargetRepository target;
  private SlotRepository slot;
  private final ClaimRefs claims =
      new ClaimRefs(new RefPacking(new GitCommand(Duration.ofMinutes(1))));
  private final FencedMerge merge = new FencedMerge(claims);
  private AttemptRef stale;
  private AttemptRef fresh;

  @BeforeEach
  void open() {
    user = new TestingRepository(folder.resolve("user"));
    target = LocalTarget.open(user.id(), user.folder().toString());
    GitCommand git = new GitCommand(Duration.ofMinutes(1));
    slot = SlotRepository.open(git, folder.resolve("slots/slot-1"), target);
    Assignment first = TestingAssignments.in(user).build();
    stale = first.attempt();
    fresh = TestingAssignments.in(user).attempt(stale).build().attempt();
  }

  @AfterEach
  void close() {
    slot.close();
    target.close();
  }

  @Test
  void movesTheBranchAndClosesTheClaimTogether() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(stale), commit);

    assertThat(merge.merge(target, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.MERGED);
    assertThat(user.tip()).isEqualTo(commit);
    assertThat(found(stale)).isEqualTo(merging.record().closed(commit));
    user.git("fsck", "--strict");
  }

  @Test
  void refusesAHolderWhoseClaimANewerAttemptHasTaken() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(stale), commit);
    claim(fresh);

    assertThat(merge.merge(target, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.CLAIM_LOST);
    assertThat(user.tip()).isEqualTo(base);
    assertThat(found(fresh).token()).isEqualTo(fresh.token());
  }

  /** What the claim in the transaction is for: the branch alone would let the stale holder in. */
  @Test
  void withoutTheClaimTheStaleMergeWouldHappen() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "changed\n");
    merging(claim(stale), commit);
    claim(fresh);
    RefChange branchAlone =
        new RefChange(
            "refs/heads/" + BRANCH, ObjectId.fromString(base), ObjectId.fromString(commit));

    assertThat(target.apply(List.of(branchAlone), "unfenced")).isTrue();
    assertThat(user.tip()).isEqualTo(commit);
  }

  @Test
  void refusesAHolderThatIsBehindTheBranch() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(stale), commit);
    user.git("branch", "--force", BRANCH, user.commit(Map.of("other.txt", "x\n")));

    assertThat(merge.merge(target, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.BRANCH_MOVED);
    assertThat(found(stale).state()).isEqualTo(State.MERGING);
  }

  @Test
  void neverMovesTheBranchAside() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "changed\n");
    String later = user.commit(Map.of("other.txt", "x\n"));
    WrittenClaim merging = merging(claim(stale), commit);

    assertThatThrownBy(() -> merge.merge(target, BRANCH, later, commit, merging))
        .isInstanceOf(GitFailedException.class)
        .hasMessageContaining("does not contain");
  }

  /** Interleaving 7: a lock that a live process holds is left alone, and nothing changes. */
  @Test
  void aForeignLockStopsBothUpdates() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(stale), commit);
    Path lock = target.gitDirectory().resolve("refs/heads/" + BRANCH + ".lock");
    Files.createDirectories(lock.getParent());
    Files.createFile(lock);

    assertThat(merge.merge(target, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.LOCKED);
    assertThat(user.tip()).isEqualTo(base);
    assertThat(found(stale).state()).isEqualTo(State.MERGING);
    assertThat(lock).exists();
  }

  /** Interleaving 7: killed between the two renames, the merge is found and the claim closed. */
  @Test
  void whatADeadProcessLeftLockedIsTakenOver() throws IOException, InterruptedException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "changed\n");
    WrittenClaim merging = merging(claim(stale), commit);
    user.git("update-ref", "refs/heads/" + BRANCH, commit, base);
    Process killed = new ProcessBuilder("sleep", "100").start();
    Path lock = lockOf(merging.ref(), killed);

    assertThat(claims.advance(target, merging, merging.record().closed(commit)))
        .as("the holder of the lock lives")
        .isEmpty();
    killed.destroyForcibly().waitFor();

    assertThat(merge.merge(target, BRANCH, base, commit, merging))
        .isEqualTo(FencedMerge.Answer.MERGED);
    assertThat(claims.advance(target, merging, merging.record().closed(commit))).isPresent();
    assertThat(lock).doesNotExist();
  }

  @Test
  void closedClaimsArePackedWhenTheyAreMany() {
    for (int i = 0; i < 205; i++) {
      WrittenClaim open = claim(TestingAssignments.in(user).build().attempt());
      claims.advance(target, open, open.record().closed(null));
    }

    claims.liveInTheWay(target, stale, Footprint.writing("src/a.txt"));

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::allClaimsArePacked);
    assertThat(found(claim(stale).record().attempt()).isLive()).isTrue();
  }

  @Test
  void closesTheClaimsThatANewOneDisplaces() {
    WrittenClaim old = claim(stale);
    AttemptRef other = TestingAssignments.in(user).build().attempt();
    List<WrittenClaim> inTheWay =
        claims.liveInTheWay(target, other, Footprint.writing("src/a.txt"));

    ClaimRecord mine = ClaimRecord.open(other, UUID.randomUUID(), Footprint.writing("src/a.txt"));
    Optional<WrittenClaim> written = claims.write(target, mine, Optional.empty(), inTheWay);

    assertThat(inTheWay).containsExactly(old);
    assertThat(written).isPresent();
    assertThat(found(stale).isLive()).isFalse();
    assertThat(claims.advance(target, old, old.record().merging("x"))).isEmpty();
  }

  @Test
  void aPreserveRefIsNeverMoved() throws IOException {
    String commit = work(user.tip(), "src/a.txt", "changed\n");

    String ref = PreserveRefs.keep(slot, target, stale, commit);
    String again = PreserveRefs.keep(slot, target, stale, commit);

    assertThat(again).isEqualTo(ref);
    assertThat(user.git("rev-parse", ref)).isEqualTo(commit);
    assertThat(user.git("show", ref + ":src/a.txt")).isEqualTo("changed");
  }

  @Test
  void rebasesOntoAMovedTipAndKeepsAuthorAndMessage() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/b.txt", "new\n");
    String tip = user.commit(Map.of("other.txt", "x\n"));

    Rebasing rebased = rebase(MergeStrategy.REBASE, base, commit, tip);

    assertThat(rebased).isInstanceOf(Rebasing.Onto.class);
    String result = ((Rebasing.Onto) rebased).commit();
    assertThat(user.git("log", "-1", "--format=%an %s %P", result))
        .isEqualTo("signalbox-worker work " + tip);
    assertThat(user.git("ls-tree", "-r", "--name-only", result).lines())
        .contains("other.txt", "src/b.txt");
  }

  @Test
  void namesThePathsThatConflict() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "mine\n");
    String tip = user.commit(Map.of("src/a.txt", "theirs\n"));

    assertThat(rebase(MergeStrategy.REBASE, base, commit, tip))
        .isEqualTo(new Rebasing.Conflict(List.of("src/a.txt")));
  }

  @Test
  void whatTheTipHasAlreadyIsNothingNew() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/a.txt", "same\n");
    String tip = user.commit(Map.of("src/a.txt", "same\n"));

    assertThat(rebase(MergeStrategy.REBASE, base, commit, tip))
        .isEqualTo(new Rebasing.NothingNew());
    assertThat(rebase(MergeStrategy.SQUASH, base, commit, tip))
        .isEqualTo(new Rebasing.NothingNew());
  }

  @Test
  void mergesWithACommitOfTwoParentsWhenAsked() throws IOException {
    String base = user.tip();
    String commit = work(base, "src/b.txt", "new\n");
    String tip = user.commit(Map.of("other.txt", "x\n"));

    Rebasing.Onto merged = (Rebasing.Onto) rebase(MergeStrategy.MERGE, base, commit, tip);

    assertThat(user.git("log", "-1", "--format=%P", merged.commit())).isEqualTo(tip + " " + commit);
  }

  @Test
  void seesWhereABranchIsCheckedOut() {
    assertThat(target.checkedOutAt("main")).contains(user.folder());
    assertThat(target.checkedOutAt(BRANCH)).isEmpty();
    user.git("worktree", "add", "--quiet", folder.resolve("other").toString(), BRANCH);
    assertThat(target.checkedOutAt(BRANCH)).isPresent();
  }

  private Rebasing rebase(MergeStrategy strategy, String base, String head, String tip) {
    return InCoreRebase.rebase(
        target, strategy, new InCoreRebase.Line(base, head, tip), "squashed\n");
  }

  private String work(String base, String path, String text) throws IOException {
    slot.reset(base, false);
    Files.writeString(slot.worktree().resolve(path), text);
    String commit = slot.commitAll("work\n");
    slot.copyTo(target, commit);
    return commit;
  }

  private boolean allClaimsArePacked() {
    return target.refsBelow("refs/signalbox/claims/").stream()
        .allMatch(ref -> ref.getStorage() == Ref.Storage.PACKED);
  }

  /** A lock as a process of this class leaves it. */
  private Path lockOf(String ref, Process holder) throws IOException {
    Path notes = Files.createDirectories(target.gitDirectory().resolve("signalbox/locks"));
    Path note = Files.writeString(notes.resolve(LockOwnerTest.ownerHere(holder) + "_1"), "x\n");
    return Files.createLink(target.gitDirectory().resolve(ref + ".lock"), note);
  }

  private WrittenClaim claim(AttemptRef attempt) {
    ClaimRecord record = ClaimRecord.open(attempt, UUID.randomUUID(), Footprint.writing("src/"));
    return claims.write(target, record, claims.find(target, attempt), List.of()).orElseThrow();
  }

  private WrittenClaim merging(WrittenClaim open, String commit) {
    return claims.advance(target, open, open.record().merging(commit)).orElseThrow();
  }

  private ClaimRecord found(AttemptRef attempt) {
    return claims.find(target, attempt).orElseThrow().record();
  }
}
