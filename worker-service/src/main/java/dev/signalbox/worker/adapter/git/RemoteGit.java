package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.repository.RemoteEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Git between a bare repository and another host, with the keys and helpers of the user. */
final class RemoteGit {

  /** What the user's configuration may say, and must not do to a mirror. */
  private static final List<String> ALONE =
      List.of(
          "core.hooksPath=/dev/null",
          "gc.auto=0",
          "maintenance.auto=false",
          "push.followTags=false",
          "push.gpgSign=false",
          "push.recurseSubmodules=no",
          "fetch.recurseSubmodules=no",
          "protocol.ext.allow=never");

  private final Duration limit;
  private final AtomicReference<@Nullable Boolean> ownSsh = new AtomicReference<>();

  RemoteGit(Duration limit) {
    this.limit = limit;
  }

  /** Runs it in the usual time. */
  GitCommand.Answer run(Path gitDirectory, List<String> arguments) {
    return run(gitDirectory, limit, arguments);
  }

  GitCommand.Answer run(Path gitDirectory, Duration atMost, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    ALONE.forEach(setting -> command.addAll(List.of("-c", setting)));
    command.addAll(arguments);
    ProcessBuilder builder = inMirror(gitDirectory, command);
    if (!userHasOwnSsh(gitDirectory)) {
      RemoteEnvironment.quietSsh(builder.environment());
    }
    return GitCommand.ask(builder, atMost);
  }

  /** Whether the user's configuration names the program to use for ssh; asked once. */
  private boolean userHasOwnSsh(Path gitDirectory) {
    Boolean known = ownSsh.get();
    if (known == null) {
      List<String> question = List.of("git", "config", "--get", "core.sshCommand");
      known = GitCommand.ask(inMirror(gitDirectory, question), limit).isGood();
      ownSsh.set(known);
    }
    return known;
  }

  private static ProcessBuilder inMirror(Path gitDirectory, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(gitDirectory.toFile());
    RemoteEnvironment.prepare(builder.environment());
    builder.environment().put("GIT_DIR", gitDirectory.toString());
    return builder;
  }
}
