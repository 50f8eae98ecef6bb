package dev.signalbox.scheduler.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.scheduler.testing.TestingRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoriesTest {
  @TempDir Path folder;

  private final GitRepositories git = new GitRepositories();
  private TestingRepository repository;

  @BeforeEach
  void makeRepository() throws Exception {
    repository = TestingRepository.in(Files.createDirectory(folder.resolve("shop")));
  }

  @Test
  void findsTheRepositoryFromAnyFolderOfAnyOfItsWorkingTrees() throws Exception {
    Path inside = Files.createDirectories(repository.folder().resolve("src/x"));
    Path linked = folder.resolve("linked");
    repository.git("worktree", "add", "-q", "-b", "topic", linked.toString());
    assertThat(git.resolve(inside, null, null).id()).isEqualTo(repository.id());
    Resolved other = git.resolve(linked, null, null);
    assertThat(other.id()).isEqualTo(repository.id());
    assertThat(other.target()).isEqualTo("topic");
    assertThat(other.location()).isEqualTo(linked.toRealPath().toString());
  }

  @Test
  void seesWhereBranchesAreCheckedOut() throws Exception {
    repository.git("branch", "free");
    repository.git("worktree", "add", "-q", "-b", "topic", folder.resolve("w").toString());
    Path shop = repository.folder();
    assertThat(git.resolve(shop, null, null).target()).isEqualTo("main");
    assertThat(git.resolve(shop, null, null).targetCheckedOut()).isTrue();
    assertThat(git.resolve(shop, "topic", null).targetCheckedOut()).isTrue();
    assertThat(git.resolve(shop, "free", null).targetCheckedOut()).isFalse();
  }

  @Test
  void aBareRepositoryHasNothingCheckedOut() throws Exception {
    Path bare = folder.resolve("bare.git");
    repository.git("clone", "-q", "--bare", ".", bare.toString());
    Resolved resolved = git.resolve(bare, null, null);
    assertThat(resolved.targetCheckedOut()).isFalse();
    assertThat(resolved.target()).isEqualTo("main");
    assertThat(resolved.id().value()).isEqualTo(bare.toRealPath().toString());
  }

  @Test
  void aNewTargetStartsAtTheBase() throws Exception {
    Resolved resolved = git.resolve(repository.folder(), "release", "main");
    assertThat(resolved.base()).isEqualTo(repository.git("rev-parse", "main"));
    assertThat(git.startBranch(resolved.location(), "release", resolved.base())).isTrue();
    assertThat(git.startBranch(resolved.location(), "release", resolved.base())).isTrue();
    assertThat(repository.git("rev-parse", "release")).isEqualTo(resolved.base());
  }

  @Test
  void aBranchWithWorkOfItsOwnIsNotMoved() {
    String base = repository.git("rev-parse", "main");
    String location = repository.folder().toString();
    assertThat(git.isElsewhere(location, "other", base)).isFalse();
    repository.git("checkout", "-q", "-b", "other");
    assertThat(git.isElsewhere(location, "other", base)).isFalse();
    repository.git(
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@signalbox.invalid",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "more");
    assertThat(git.isElsewhere(location, "other", base)).isTrue();
    assertThat(git.startBranch(location, "other", base)).isFalse();
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> git.resolve(folder, null, null))
        .isInstanceOfSatisfying(
            GitProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo("E040-not-a-repository"));
    assertThatThrownBy(() -> git.resolve(repository.folder().resolve("gone"), null, null))
        .isInstanceOf(GitProblemException.class);
    assertThatThrownBy(() -> git.resolve(repository.folder(), null, "ghost"))
        .isInstanceOfSatisfying(
            GitProblemException.class,
            problem -> assertThat(problem.pointer()).isEqualTo("/repository/base"));
  }
}
