package dev.signalbox.lock.core;

import static dev.signalbox.common.footprint.Footprint.writing;
import static dev.signalbox.lock.core.Claims.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.claim.ClaimAnswer;
import dev.signalbox.common.claim.ClaimAnswer.Closed;
import dev.signalbox.common.claim.ClaimAnswer.Denied;
import dev.signalbox.common.claim.ClaimAnswer.Granted;
import dev.signalbox.common.claim.ClaimAnswer.Lost;
import dev.signalbox.common.claim.ClaimView;
import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.message.ClosedBy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every claim store does; each test has a repository of its own. */
public abstract class ClaimStoreContract {
  private static final Footprint SOURCES = writing("src/");
  private static final AttemptRef A5 = attempt("a", 5);
  private static final AttemptRef A8 = attempt("a", 8);
  private static final AttemptRef B6 = attempt("b", 6);
  private static final AttemptRef C9 = attempt("c", 9);

  protected final RepositoryId repository = new RepositoryId("/contract/" + UUID.randomUUID());
  protected final Claims claims = new Claims(repository);

  protected abstract ClaimStore store();

  /** The facts told since this was last asked. */
  protected abstract List<ClaimFact> told();

  @Test
  void grantsWhatIsFreeAndShowsIt() {
    Granted granted = granted(claim(A5, 1, new Footprint(SOURCES.writes(), paths("doc/"))));
    assertThat(granted.displaced()).isEmpty();
    ClaimView view = store().claims(repository).getFirst();
    assertThat(view.attempt()).isEqualTo(A5);
    assertThat(view.worker()).isEqualTo(Claims.worker(1));
    assertThat(view.footprint()).isEqualTo(new Footprint(SOURCES.writes(), paths("doc/")));
    assertThat(view.expiresAt()).isEqualTo(granted.expiresAt());
    assertThat(Duration.between(view.grantedAt(), view.expiresAt())).isEqualTo(Claims.TTL);
    assertThat(told())
        .containsExactly(new ClaimFact.Granted(A5, Claims.worker(1), granted.expiresAt()));
  }

  @Test
  void namesWhoIsInTheWay() {
    Granted first = granted(claim(A5, 1, SOURCES));
    assertThat(claim(B6, 2, writing("README.md", "src/main/App.java")))
        .isEqualTo(new Denied("src", A5, Claims.worker(1), first.expiresAt()));
    assertThat(store().claims(repository)).extracting(ClaimView::attempt).containsExactly(A5);
    granted(claim(B6, 2, writing("README.md")));
  }

  @Test
  void readersShareAndKeepWritersOut() {
    granted(claim(A5, 1, new Footprint(List.of(), paths("doc/a.md"))));
    granted(claim(B6, 2, new Footprint(List.of(), paths("doc/"))));
    assertThat(claim(C9, 3, writing("doc/a.md"))).isInstanceOf(Denied.class);
    assertThat(claim(C9, 3, writing("doc/b.md"))).isInstanceOf(Denied.class);
    granted(claim(C9, 3, writing("docs/b.md")));
  }

  @Test
  void theWholeRepositoryMeetsEverything() {
    granted(claim(A5, 1, writing("deep/in/the/tree.txt")));
    Denied denied = (Denied) claim(B6, 2, Footprint.WHOLE_REPOSITORY);
    assertThat(denied.path()).isEqualTo("deep/in/the/tree.txt");
    store().release(claims.handle(A5, 1));
    granted(claim(B6, 2, Footprint.WHOLE_REPOSITORY));
    assertThat(((Denied) claim(C9, 3, writing("x"))).path()).isEmpty();
  }

  @Test
  void theSameDeliveryMayAskAgainAndAnotherFindsItTaken() {
    granted(claim(A5, 1, SOURCES));
    told();
    Granted again = granted(claim(A5, 1, SOURCES));
    assertThat(told()).isEmpty();
    assertThat(claim(A5, 2, SOURCES))
        .isEqualTo(new Denied("src", A5, Claims.worker(1), again.expiresAt()));
    assertThat(store().renew(claims.handle(A5, 2))).isInstanceOf(Lost.class);
    assertThat(store().release(claims.handle(A5, 2))).isInstanceOf(Lost.class);
    assertThat(store().claims(repository)).hasSize(1);
  }

  @Test
  void aReleasedTokenIsNeverGrantedAgain() {
    granted(claim(A5, 1, SOURCES));
    Closed closed = new Closed(A5.token());
    assertThat(store().release(claims.handle(A5, 1))).isEqualTo(closed);
    assertThat(store().release(claims.handle(A5, 1))).isEqualTo(closed);
    assertThat(claim(A5, 1, SOURCES)).isEqualTo(closed);
    assertThat(claim(A5, 2, SOURCES)).isEqualTo(closed);
    assertThat(store().renew(claims.handle(A5, 1))).isEqualTo(closed);
    assertThat(store().amend(claims.request(A5, 1, writing("x")))).isEqualTo(closed);
    assertThat(told()).hasSize(2).last().isEqualTo(new ClaimFact.Closed(A5, ClosedBy.RELEASE));
  }

  @Test
  void anExpiredClaimIsClosedAndGivesWay() {
    store().claim(claims.request(A5, 1, SOURCES, Duration.ZERO));
    assertThat(store().renew(claims.handle(A5, 1))).isEqualTo(new Closed(A5.token()));
    assertThat(claim(A5, 1, SOURCES)).isEqualTo(new Closed(A5.token()));
    assertThat(granted(claim(B6, 2, SOURCES)).displaced()).containsExactly(A5);
    assertThat(told()).contains(new ClaimFact.Closed(A5, ClosedBy.EXPIRY));
  }

  @Test
  void aSweepEndsWhatHasExpired() {
    store().claim(claims.request(A5, 1, SOURCES, Duration.ZERO));
    assertThat(store().sweep(repository)).isEqualTo(new ClaimStore.Swept(1, 0));
    assertThat(store().sweep(repository)).isEqualTo(new ClaimStore.Swept(0, 0));
    assertThat(told())
        .filteredOn(ClaimFact.Closed.class::isInstance)
        .containsExactly(new ClaimFact.Closed(A5, ClosedBy.EXPIRY));
  }

  @Test
  void aGhostIsNamedUntilItsSuccessorRenews() {
    store().claim(claims.request(A5, 1, SOURCES, Duration.ZERO));
    assertThat(granted(claim(B6, 2, writing("src/a"))).displaced()).containsExactly(A5);
    assertThat(granted(claim(B6, 2, writing("src/a"))).displaced()).containsExactly(A5);
    assertThat(granted(claim(C9, 3, writing("src/b"))).displaced()).containsExactly(A5);
    assertThat(granted(store().renew(claims.handle(B6, 2))).displaced()).isEmpty();
    assertThat(granted(claim(attempt("d", 10), 4, writing("src/c"))).displaced()).isEmpty();
  }

  @Test
  void aReleaseLeavesNoGhost() {
    granted(claim(A5, 1, SOURCES));
    store().release(claims.handle(A5, 1));
    assertThat(granted(claim(B6, 2, SOURCES)).displaced()).isEmpty();
  }

  @Test
  void aNewerAttemptDisplacesTheOlderOfItsTask() {
    granted(claim(A5, 1, SOURCES));
    assertThat(granted(claim(A8, 2, writing("other"))).displaced()).containsExactly(A5);
    assertThat(store().renew(claims.handle(A5, 1))).isEqualTo(new Closed(A5.token()));
    assertThat(claim(attempt("a", 7), 3, SOURCES)).isEqualTo(new Closed(new FencingToken(7)));
    assertThat(store().claims(repository)).extracting(ClaimView::attempt).containsExactly(A8);
    assertThat(told()).contains(new ClaimFact.Closed(A5, ClosedBy.REVOKE));
  }

  @Test
  void aDeniedSuccessorLeavesTheOlderAttemptAlone() {
    granted(claim(A5, 1, writing("x")));
    granted(claim(B6, 2, SOURCES));
    assertThat(claim(A8, 3, writing("x", "src/a"))).isInstanceOf(Denied.class);
    granted(store().renew(claims.handle(A5, 1)));
  }

  @Test
  void aRevokedTokenIsNeverGrantedAgain() {
    granted(claim(A5, 1, SOURCES));
    assertThat(store().revoke(claims.handle(A5, 99))).isEqualTo(new Closed(A5.token()));
    assertThat(claim(A5, 1, SOURCES)).isEqualTo(new Closed(A5.token()));
    assertThat(granted(claim(B6, 2, SOURCES)).displaced()).containsExactly(A5);
  }

  @Test
  void aRevokeIsToldEachTimeAndAlsoForWhatWasNeverClaimed() {
    ClaimFact revoked = new ClaimFact.Closed(A5, ClosedBy.REVOKE);
    assertThat(store().revoke(claims.handle(A5, 1))).isEqualTo(new Closed(A5.token()));
    assertThat(store().revoke(claims.handle(A5, 1))).isEqualTo(new Closed(A5.token()));
    assertThat(told()).containsExactly(revoked, revoked);
    assertThat(claim(A5, 1, SOURCES)).isEqualTo(new Closed(A5.token()));
    assertThat(granted(claim(B6, 2, writing("anything"))).displaced()).containsExactly(A5);
  }

  @Test
  void anAmendmentAddsPathsOrNothing() {
    granted(claim(A5, 1, new Footprint(List.of(), paths("doc/"))));
    granted(claim(B6, 2, SOURCES));
    told();
    assertThat(store().amend(claims.request(A5, 1, writing("free", "src/a"))))
        .isInstanceOf(Denied.class);
    assertThat(store().amend(claims.request(A5, 2, writing("free")))).isInstanceOf(Lost.class);
    assertThat(store().amend(claims.request(C9, 3, writing("free")))).isInstanceOf(Lost.class);
    granted(store().amend(claims.request(A5, 1, writing("free", "doc/"))));
    granted(store().amend(claims.request(A5, 1, writing("free", "doc/"))));
    assertThat(store().claims(repository).getFirst().footprint())
        .isEqualTo(new Footprint(paths("doc/", "free"), paths("doc/")));
    assertThat(claim(C9, 3, new Footprint(List.of(), paths("doc/x")))).isInstanceOf(Denied.class);
    store().release(claims.handle(A5, 1));
    granted(claim(C9, 3, writing("free", "doc/")));
  }

  /** S3-18: a deferred merge claims nothing at its start, and what it writes at its end. */
  @Test
  void aClaimOnNothingIsAClaimAndCanBeAmended() {
    granted(claim(A5, 1, Footprint.NOTHING));
    granted(claim(B6, 2, SOURCES));
    granted(store().renew(claims.handle(A5, 1)));
    assertThat(claim(A5, 9, Footprint.NOTHING)).isInstanceOf(Denied.class);
    assertThat(((Denied) store().amend(claims.request(A5, 1, writing("src/a")))).holder())
        .isEqualTo(B6);
    store().release(claims.handle(B6, 2));
    granted(store().amend(claims.request(A5, 1, writing("src/a"))));
    assertThat(claim(C9, 3, SOURCES)).isInstanceOf(Denied.class);
    store().release(claims.handle(A5, 1));
    granted(claim(C9, 3, SOURCES));
  }

  @Test
  void anAmendmentNamesGhostsToo() {
    store().claim(claims.request(A5, 1, SOURCES, Duration.ZERO));
    granted(claim(B6, 2, writing("x")));
    assertThat(granted(store().amend(claims.request(B6, 2, writing("src/a")))).displaced())
        .containsExactly(A5);
    granted(store().renew(claims.handle(B6, 2)));
    assertThat(granted(claim(C9, 3, writing("src/b"))).displaced()).isEmpty();
  }

  @Test
  void aRenewalNeverShortens() {
    Granted granted = granted(claim(A5, 1, SOURCES));
    assertThat(granted(store().renew(claims.handle(A5, 1, Duration.ofSeconds(1)))).expiresAt())
        .isEqualTo(granted.expiresAt());
    assertThat(granted(store().renew(claims.handle(A5, 1, Duration.ofHours(1)))).expiresAt())
        .isAfter(granted.expiresAt());
  }

  @Test
  void whatIsUnknownIsLost() {
    assertThat(store().renew(claims.handle(A5, 1))).isInstanceOf(Lost.class);
    granted(claim(A5, 1, SOURCES));
    assertThat(store().renew(claims.handle(A8, 1))).isInstanceOf(Lost.class);
  }

  @Test
  void namesMayLookLikeOurOwnMarks() {
    granted(claim(A5, 1, writing("W", "r/x\ny", "ä b/%z", "5,6/-")));
    assertThat(((Denied) claim(B6, 2, writing("r/x\ny/z"))).path()).isEqualTo("r/x\ny");
    assertThat(((Denied) claim(B6, 2, writing("ä b/"))).path()).isEqualTo("ä b/%z");
    assertThat(((Denied) claim(B6, 2, writing("5,6/-"))).path()).isEqualTo("5,6/-");
    assertThat(((Denied) claim(B6, 2, writing("W/w"))).path()).isEqualTo("W");
    granted(claim(B6, 2, writing("w", "r/x", "ä", "5", "6", "R")));
  }

  @Test
  void aFootprintMayBeLargerThanAScriptsStack() {
    String[] files = IntStream.range(0, 9000).mapToObj(i -> "d" + i + "/f").toArray(String[]::new);
    granted(claim(A5, 1, writing(files)));
    assertThat(((Denied) claim(B6, 2, writing("d8999/"))).path()).isEqualTo("d8999/f");
    store().release(claims.handle(A5, 1));
    granted(claim(B6, 2, Footprint.WHOLE_REPOSITORY));
  }

  @Test
  void repositoriesAreApart() {
    RepositoryId other = new RepositoryId(repository + "-other");
    granted(claim(A5, 1, SOURCES));
    granted(store().claim(new Claims(other).request(B6, 2, SOURCES)));
    assertThat(store().repositories()).contains(repository, other);
  }

  private ClaimAnswer claim(AttemptRef attempt, int delivery, Footprint footprint) {
    return store().claim(claims.request(attempt, delivery, footprint));
  }

  private static Granted granted(ClaimAnswer answer) {
    assertThat(answer).isInstanceOf(Granted.class);
    return (Granted) answer;
  }

  private static List<PathPattern> paths(String... patterns) {
    return Footprint.patterns(List.of(patterns));
  }
}
