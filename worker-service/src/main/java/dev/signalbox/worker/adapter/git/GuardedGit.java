package dev.signalbox.worker.adapter.git;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The {@code git} that tasks find first: it refuses what would reach beyond their slot and hands
 * all else to the real one.
 */
public final class GuardedGit {

  private static final String SCRIPT = "git-guard.sh";

  private final Path folder;

  private GuardedGit(Path folder) {
    this.folder = folder;
  }

  /**
   * Puts it into a folder of its own.
   *
   * @param path where commands are looked for, as in {@code PATH}
   */
  public static GuardedGit install(Path folder, String path) {
    try (InputStream resource = GuardedGit.class.getResourceAsStream(SCRIPT)) {
      if (resource == null) {
        throw new IllegalStateException(SCRIPT + " is not in the jar");
      }
      String script = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      Files.createDirectories(folder);
      Path fresh = folder.resolve("git.new");
      Files.writeString(fresh, script.replace("@GIT@", real(folder, path).toString()));
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(fresh, folder.resolve("git"), StandardCopyOption.ATOMIC_MOVE);
      return new GuardedGit(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot put git's guard into " + folder, failure);
    }
  }

  /** The folder to be put in front of a task's {@code PATH}. */
  public Path folder() {
    return folder;
  }

  /** What the guard and git have to know, besides the worktree. */
  public Map<String, String> variables(TargetRepository target, Path configuration) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("SIGNALBOX_GUARD_TARGET", target.gitDirectory().toAbsolutePath().toString());
    variables.put("GIT_CONFIG_GLOBAL", configuration.toString());
    return variables;
  }

  /**
   * What a task has for the user's configuration: it includes that, and takes what is written past
   * the guard.
   */
  public static String configuration(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "/nonexistent");
    String xdg = environment.getOrDefault("XDG_CONFIG_HOME", home + "/.config");
    return "[include]\n\tpath = \"%s/git/config\"\n\tpath = \"%s/.gitconfig\"\n"
        .formatted(xdg, home);
  }

  private static Path real(Path folder, String path) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(place -> !place.isEmpty())
        .map(Path::of)
        .filter(place -> !place.equals(folder))
        .map(place -> place.resolve("git"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> Path.of("git"));
  }
}
