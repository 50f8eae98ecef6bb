package dev.signalbox.scheduler.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.FencingToken;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.testing.TestingPlans;
import dev.signalbox.scheduler.testing.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interleavings 4 and 17 where the repository is another host's: the branch there decides. */
class MergedClaimsTest {
  private static final TaskId TASK = new TaskId(TestingPlans.PLAN_ID, new TaskKey("a"));
  private static final AttemptRef ATTEMPT = new AttemptRef(TASK, 1, new FencingToken(7));

  @TempDir Path folder;
  private TestingRepository repository;
  private final MergedClaims claims = new MergedClaims(Duration.ofSeconds(30));

  @BeforeEach
  void make() throws IOException {
    repository = TestingRepository.in(Files.createDirectory(folder.resolve("there")));
    repository.git("config", "uploadpack.allowFilter", "true");
  }

  @Test
  void findsTheMergeThatTheClaimNamesInTheBranch() throws IOException {
    String merged = commit();
    commit();
    claim(merged);

    assertThat(found())
        .hasValueSatisfying(merge -> {
          assertThat(merge.attempt()).isEqualTo(ATTEMPT);
          assertThat(merge.commit()).isEqualTo(merged);
        });
  }

  @Test
  void aClaimWhoseCommitIsInNoBranchIsNoMerge() throws IOException {
    assertThat(found()).as("no claim").isEmpty();
    String announced = commit();
    repository.git("reset", "-q", "--hard", "HEAD~1");
    claim(announced);
    assertThat(found()).as("announced only").isEmpty();
    claim("--upload-pack=touch x");
    assertThat(found()).as("no commit at all").isEmpty();
  }

  @Test
  void aHostThatIsAwayIsToldOf() {
    String gone = folder.resolve("gone").toUri().toString();

    assertThatThrownBy(() -> claims.find(gone, "main", TASK)).isInstanceOf(IOException.class);
  }

  private Optional<MergedClaims.Merged> found() throws IOException {
    return claims.find(repository.folder().toUri().toString(), "main", TASK);
  }

  private String commit() {
    String name = "user.name=test";
    String address = "user.email=test@signalbox.invalid";
    repository.git("-c", name, "-c", address, "commit", "-q", "--allow-empty", "-m", "more");
    return repository.git("rev-parse", "HEAD");
  }

  private void claim(String commit) throws IOException {
    Path file = folder.resolve("claim.json");
    Files.write(
        file,
        MessageCodec.mapper().writeValueAsBytes(Map.of("attempt", ATTEMPT, "commit", commit)));
    String blob = repository.git("hash-object", "-w", file.toString());
    repository.git("update-ref", "refs/signalbox/claims/" + TASK.plan() + "/" + TASK.key(), blob);
  }
}
