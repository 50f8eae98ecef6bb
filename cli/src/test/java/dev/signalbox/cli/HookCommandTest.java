package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pre-commit hook (S2-24) in real repositories, with real commits. */
class HookCommandTest {
  private static final String CLAIMS = "GET /api/v1/locks";
  private static final String TASK = "0199aaaa-0000-7000-8000-000000000001/core";

  @TempDir private Path directory;
  private Path repository;
  private TestingServer server;

  @BeforeEach
  void place() throws IOException, InterruptedException {
    server = new TestingServer();
    repository = Files.createDirectory(directory.resolve("my project"));
    git("init", "--quiet");
    git("config", "user.name", "A");
    git("config", "user.email", "a@example.invalid");
    Files.createDirectories(repository.resolve("src/deep er"));
    Files.writeString(repository.resolve("src/deep er/a b.txt"), "one\n");
    git("add", "-A");
    git("commit", "--quiet", "-m", "first");
    Files.writeString(repository.resolve("src/deep er/a b.txt"), "two\n");
    git("add", "-A");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aHeldFileIsRefusedWithItsHolderAndTheTimeLeft() {
    server.on(CLAIMS, 200, claimOn("src/deep er/a b.txt"));

    TestingCli cli = check(repository.resolve("src"));

    assertThat(cli.code()).isEqualTo(5);
    assertThat(cli.err())
        .contains("src/deep er/a b.txt is being written by core (worker local), claim ends in ");
  }

  @Test
  void aFileBelowAHeldDirectoryIsRefusedToo() {
    server.on(CLAIMS, 200, claimOn("src/"));

    assertThat(check(repository).err()).contains("by core (worker local), which holds src/");
  }

  /** S2-24: the owner of a claim is not kept off their own files. */
  @Test
  void theHolderMayCommitWhatItHolds() throws IOException, InterruptedException {
    server.on(CLAIMS, 200, claimOn("src/"));
    git("config", "signalbox.task", TASK);

    assertThat(check(repository).code()).isZero();

    git("config", "signalbox.task", TASK + "-other");
    assertThat(check(repository).code()).isEqualTo(5);
  }

  @Test
  void otherFilesMayBeCommitted() {
    server.on(CLAIMS, 200, claimOn("docs/"));

    assertThat(check(repository).code()).isZero();
  }

  @Test
  void withoutAServerTheUserDecides() throws IOException, InterruptedException {
    server.close();

    assertThat(check(repository).code()).isZero();
    assertThat(check(repository).err()).contains("not checked");
    git("config", "signalbox.hook", "fail-closed");
    assertThat(check(repository).code()).isEqualTo(6);
  }

  @Test
  void theInstalledHookAsksOnlyWhileSomethingIsClaimedAndRunsTheEarlierOne()
      throws IOException, InterruptedException {
    Path calls = directory.resolve("calls");
    script(repository.resolve(".git/hooks/pre-commit"), "echo earlier >> '" + calls + "'");
    Path launcher =
        script(directory.resolve("it's signalbox"), "echo asked >> '" + calls + "'; exit 5");

    install(launcher);
    assertThat(commit()).as("nothing is claimed").isZero();
    assertThat(calls).content().isEqualTo("earlier\n");

    claim("open");
    Files.writeString(repository.resolve("new"), "x");
    git("add", "-A");
    assertThat(commit()).as("refused by the launcher").isNotZero();
    assertThat(calls).content().isEqualTo("earlier\nasked\n");

    claim("closed");
    assertThat(commit()).as("the claim is closed").isZero();
  }

  @Test
  void aHooksPathIsRespectedAndUninstallPutsTheEarlierHookBack()
      throws IOException, InterruptedException {
    git("config", "core.hooksPath", "my hooks");
    Path hook = Files.createDirectory(repository.resolve("my hooks")).resolve("pre-commit");
    script(hook, "exit 3");

    install(directory.resolve("none"));
    install(directory.resolve("none"));
    assertThat(hook).content().contains("# signalbox pre-commit");
    assertThat(commit()).as("the earlier hook still refuses").isNotZero();

    TestingCli.run("hook", "uninstall", repository.toString());
    assertThat(hook).content().contains("exit 3");
    assertThat(TestingCli.run("hook", "uninstall", repository.toString()).out())
        .contains("no hook of Signalbox");
  }

  @Test
  void outsideARepositoryInstallSaysSo() {
    TestingCli cli = TestingCli.run("hook", "install", directory.toString());

    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("is in no git repository");
    assertThat(TestingCli.run("hook", "run", "pre-push").code()).isEqualTo(2);
  }

  private TestingCli check(Path where) {
    return TestingCli.run(
        "hook", "run", "pre-commit", "--directory", where.toString(), "--server", server.url());
  }

  private void install(Path launcher) {
    System.setProperty("signalbox.launcher", launcher.toString());
    try {
      assertThat(TestingCli.run("hook", "install", repository.toString()).code()).isZero();
    } finally {
      System.clearProperty("signalbox.launcher");
    }
  }

  private int commit() throws IOException, InterruptedException {
    return run(List.of("commit", "--quiet", "-m", "next"));
  }

  private void claim(String state) throws IOException, InterruptedException {
    Path blob = Files.writeString(directory.resolve("blob"), "{\"state\":\"" + state + "\"}");
    Process made =
        new ProcessBuilder("git", "hash-object", "-w", blob.toString())
            .directory(repository.toFile())
            .start();
    String id = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    git("update-ref", "refs/signalbox/claims/" + TASK, id);
  }

  private static String claimOn(String path) {
    return """
    [{"repository": "/r", "attempt": {"task": "%s", "number": 1, "token": 7}, "worker": "local",
      "footprint": {"writes": ["%s"], "reads": []},
      "grantedAt": "2026-01-01T00:00:00Z", "expiresAt": "2999-01-01T00:00:00Z"}]
    """
        .formatted(TASK, path);
  }

  private static Path script(Path file, String command) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + command + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    assertThat(run(List.of(arguments))).isZero();
  }

  private int run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .directory(repository.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("git.out").toFile())
        .start()
        .waitFor();
  }
}
