package dev.signalbox.worker.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.worker.core.ChangePolicy;
import dev.signalbox.worker.core.ChangedFile;
import dev.signalbox.worker.testing.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not get into a branch, whatever a plan allows, and what looks like it and may. */
class ChangeReaderTest {

  private static final String MARKED = "a\n<<<<<<< mine\nb\n=======\nc\n>>>>>>> theirs\n";

  @TempDir Path folder;
  private TestingRepository user;
  private TargetRepository target;
  private String base;

  @BeforeEach
  void open() {
    user = new TestingRepository(folder.resolve("user"));
    target = LocalTarget.open(user.id(), user.folder().toString());
    base = user.tip();
  }

  @AfterEach
  void close() {
    target.close();
  }

  @Test
  void markersAreRefusedUnlessTheFileHasThemForGood() {
    assertThat(refusal(user.commit(Map.of("docs/merge.txt", MARKED))))
        .hasValueSatisfying(why -> assertThat(why).contains("docs/merge.txt", ".gitattributes"));
    String attributes = "docs/*.txt -conflict-marker-size\n*.rst conflict-marker-size=32\n";
    assertThat(refusal(user.commit(Map.of(".gitattributes", attributes)))).isEmpty();
    assertThat(refusal(user.commit(Map.of("x.rst", MARKED)))).isEmpty();
    String longer = MARKED.replace("<<<<<<<", "<".repeat(32)).replace(">>>>>>>", ">".repeat(32));
    assertThat(refusal(user.commit(Map.of("x.rst", longer)))).isPresent();
  }

  @Test
  void aRepositoryInsideTheWorktreeIsRefusedUnlessItIsASubmodule() {
    String commit = user.git("rev-parse", "HEAD");
    user.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",vendor/lib");
    user.git("commit", "-q", "-m", "embedded");
    assertThat(refusal(user.git("rev-parse", "HEAD")))
        .hasValueSatisfying(
            why -> assertThat(why).contains("vendor/lib", "would not be merged", "submodule"));
    String modules = "[submodule \"lib\"]\n\tpath = vendor/lib\n\turl = ../lib\n";
    user.git("rm", "-q", "--cached", "vendor/lib");
    user.commit(Map.of(".gitmodules", modules));
    user.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",vendor/lib");
    user.git("commit", "-q", "-m", "submodule");
    assertThat(refusal(user.git("rev-parse", "HEAD"))).isEmpty();
  }

  @Test
  void aLinkMayNotLeaveTheRepository() throws IOException {
    Files.createSymbolicLink(user.folder().resolve("src/in"), Path.of("../README.md"));
    assertThat(refusal(user.commit(Map.of("x", "1")))).isEmpty();
    Files.createSymbolicLink(user.folder().resolve("src/out"), Path.of("../../secret"));
    assertThat(refusal(user.commit(Map.of("x", "2")))).get().asString().contains("../../secret");
    Files.delete(user.folder().resolve("src/out"));
    Files.createSymbolicLink(user.folder().resolve("abs"), Path.of("/etc/passwd"));
    assertThat(refusal(user.commit(Map.of("x", "3")))).get().asString().contains("/etc/passwd");
  }

  @Test
  void whatLfsKeepsIsAPointer() {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n";
    user.commit(Map.of(".gitattributes", "*.bin filter=lfs diff=lfs merge=lfs -text\n"));
    assertThat(refusal(user.commit(Map.of("a.bin", pointer)))).isEmpty();
    assertThat(refusal(user.commit(Map.of("sub/b.bin", "content"))))
        .get()
        .asString()
        .contains("sub/b.bin", "git-lfs");
  }

  @Test
  void aRenameInCaseAloneAndAnotherModeAreChangesLikeOthers() throws IOException {
    user.git("mv", "src/a.txt", "src/A.txt");
    Files.setPosixFilePermissions(
        user.folder().resolve("README.md"), PosixFilePermissions.fromString("rwxr-xr-x"));
    String head = user.commit(Map.of());

    List<ChangedFile> changes = ChangeReader.between(target, base, head);

    assertThat(changes)
        .extracting(ChangedFile::path)
        .containsExactlyInAnyOrder("src/a.txt", "src/A.txt", "README.md");
    assertThat(ChangePolicy.refusal(changes, false)).isEmpty();
  }

  private Optional<String> refusal(String head) {
    return ChangePolicy.refusal(ChangeReader.between(target, base, head), false);
  }
}
