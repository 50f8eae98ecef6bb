package dev.signalbox.scheduler.testing;

import dev.signalbox.common.id.RepositoryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A git repository with one commit on main. */
public final class TestingRepository {
  private final Path folder;

  private TestingRepository(Path folder) {
    this.folder = folder;
  }

  /** Makes one with main checked out. */
  public static TestingRepository in(Path folder) {
    TestingRepository repository = new TestingRepository(folder);
    repository.git("init", "-q", "-b", "main", ".");
    repository.git(
        "-c",
        "user.name=test",
        "-c",
        "user.email=test@signalbox.invalid",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "start");
    return repository;
  }

  public Path folder() {
    return folder;
  }

  public RepositoryId id() {
    try {
      return new RepositoryId(folder.resolve(".git").toRealPath().toString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Runs git in the repository and returns what it says. */
  public String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + said);
      }
      return said.strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
