package dev.signalbox.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.common.repository.AllowedRepositories;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.adapter.process.Leash;
import dev.signalbox.worker.adapter.process.ProcessExecutor;
import dev.signalbox.worker.core.Outcome;
import dev.signalbox.worker.testing.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S2-13, I4: a full disk refuses an attempt, and what is removed for it is kept elsewhere. */
class RoomTest {
  private static final long RESERVE = 1_000_000;
  private static final int SLOT = 1;

  @TempDir Path folder;
  private final AtomicLong available = new AtomicLong(10 * RESERVE);
  private TestingRepository idle;
  private TestingRepository wanted;
  private Repositories repositories;
  private Workplaces places;
  private Room room;

  @BeforeEach
  void open() {
    idle = new TestingRepository(folder.resolve("idle"));
    wanted = new TestingRepository(folder.resolve("wanted"));
    GitCommand git = new GitCommand(Duration.ofMinutes(1));
    Path home = folder.resolve("home");
    var remotes =
        new Repositories.Remotes(
            home, new AllowedRepositories(List.of("*")), Duration.ofMinutes(1));
    repositories = new Repositories(git, remotes, FailPoint.none());
    Leash leash = new Leash();
    var process = new ProcessExecutor(leash);
    var runs =
        new TaskRun(
            new Commands(leash, Duration.ofSeconds(1)),
            new TaskRun.Ways(process, process, process));
    places = new Workplaces(home, git, repositories, runs);
    room = new Room(places, available::get, RESERVE);
  }

  @AfterEach
  void close() {
    repositories.close();
  }

  @Test
  void aLackIsSaidInBytesAndRemovesWhatNobodyNeeds() throws IOException {
    Path left = leave(place(idle));
    available.set(RESERVE - 1);

    Outcome.NoRoom lack = (Outcome.NoRoom) lackFor(wanted);

    assertThat(lack.requiredBytes()).isGreaterThan(RESERVE);
    assertThat(lack.availableBytes()).isEqualTo(RESERVE - 1);
    assertThat(left).doesNotExist();
  }

  @Test
  void roomThatTheCleanUpMakesIsUsed() throws IOException {
    Path left = leave(place(idle));
    Room freed = new Room(places, () -> Files.exists(left) ? RESERVE - 1 : 10 * RESERVE, RESERVE);

    assertThat(freed.lackFor(SLOT, wanted.id(), target(wanted), tip(wanted))).isEmpty();
  }

  @Test
  void commitsThatNoRefOfTheTargetHasAreNotRemoved() throws IOException {
    Workplace place = place(idle);
    Path worktree = place.repository().worktree();
    Files.writeString(worktree.resolve("own.txt"), "on a branch of the task's own\n");
    String commit = place.repository().commitAll("own");
    idle.git("--git-dir=" + place.repository().gitDirectory(), "branch", "own", commit);
    leave(place);
    assertThat(place.repository().head()).isEqualTo(tip(idle));
    available.set(RESERVE - 1);

    assertThat(lackFor(wanted)).isInstanceOf(Outcome.NoRoom.class);
    assertThat(worktree).exists();

    idle.git("fetch", "--quiet", place.repository().gitDirectory().toString(), "own:kept");
    lackFor(wanted);
    assertThat(worktree).doesNotExist();
  }

  @Test
  void aPlaceInUseIsNotRemoved() throws IOException {
    Workplace place = place(idle);
    available.set(RESERVE - 1);

    lackFor(wanted);

    assertThat(place.repository().worktree().resolve("README.md")).exists();
  }

  private Outcome lackFor(TestingRepository of) {
    return room.lackFor(SLOT, of.id(), target(of), tip(of)).orElseThrow();
  }

  private Workplace place(TestingRepository of) throws IOException {
    Workplace place = places.of(SLOT, of.id(), target(of));
    place.prepare(tip(of), "");
    return place;
  }

  private Path leave(Workplace place) throws IOException {
    place.park(place.target().tip("main").orElseThrow());
    places.leave(place);
    return place.repository().worktree();
  }

  private TargetRepository target(TestingRepository of) {
    return repositories.open(of.id(), of.folder().toString());
  }

  private static String tip(TestingRepository of) {
    return of.git("rev-parse", "main");
  }
}
