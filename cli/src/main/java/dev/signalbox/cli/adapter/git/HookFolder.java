package dev.signalbox.cli.adapter.git;

import dev.signalbox.cli.core.hook.HookScript;
import dev.signalbox.cli.core.outcome.CommandFailure;
import dev.signalbox.cli.core.outcome.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Where git looks for a repository's hooks, {@code core.hooksPath} respected. */
public final class HookFolder {
  private final Path folder;
  private final Path hook;
  private final Path earlier;

  /** The hooks of the repository that the directory belongs to. */
  public HookFolder(Path directory) {
    GitCommand.Answer answer = new GitCommand(directory).ask("rev-parse", "--git-path", "hooks");
    if (!answer.ok()) {
      throw new CommandFailure(
          ExitCode.FAILURE, directory + " is in no git repository", answer.line(), "");
    }
    this.folder = directory.resolve(answer.line()).toAbsolutePath().normalize();
    this.hook = folder.resolve("pre-commit");
    this.earlier = folder.resolve(HookScript.EARLIER);
  }

  public Path hook() {
    return hook;
  }

  /** Writes the hook; one of somebody else is kept beside it and run after it. */
  public boolean install(String text) {
    try {
      Files.createDirectories(folder);
      boolean others = Files.exists(hook) && !HookScript.isOurs(Files.readString(hook));
      if (others) {
        Files.move(hook, earlier);
      }
      Path made = Files.writeString(folder.resolve("pre-commit.new"), text);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(made, hook, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return Files.exists(earlier);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Takes the hook away and puts the earlier one back; false when there is none of ours. */
  public boolean uninstall() {
    try {
      if (!Files.exists(hook) || !HookScript.isOurs(Files.readString(hook))) {
        return false;
      }
      if (Files.exists(earlier)) {
        Files.move(earlier, hook, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.delete(hook);
      }
      return true;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
