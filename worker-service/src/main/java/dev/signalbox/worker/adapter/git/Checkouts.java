package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * Where people have branches checked out: in the main working tree or a linked one, also in the
 * middle of a rebase or a bisection, after which git moves the branch itself.
 */
final class Checkouts {

  private static final List<String> REBASES =
      List.of("rebase-merge/head-name", "rebase-apply/head-name");

  private Checkouts() {}

  /** The working tree that has the branch, if one has. */
  static Optional<Path> of(Repository repository, String branch) {
    Path common = repository.getCommonDirectory().toPath();
    if (!repository.isBare() && isOn(common, branch)) {
      return Optional.of(repository.getWorkTree().toPath());
    }
    Path worktrees = common.resolve("worktrees");
    if (!Files.isDirectory(worktrees)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(worktrees)) {
      return folders.filter(at -> isOn(at, branch)).flatMap(Checkouts::place).findFirst();
    } catch (IOException failure) {
      throw new GitFailedException("cannot list the worktrees", failure);
    }
  }

  private static boolean isOn(Path gitDirectory, String branch) {
    String ref = Constants.R_HEADS + branch;
    return says(gitDirectory.resolve(Constants.HEAD), "ref: " + ref)
        || REBASES.stream().anyMatch(file -> says(gitDirectory.resolve(file), ref))
        || says(gitDirectory.resolve("BISECT_START"), branch);
  }

  /** A linked working tree that was deleted by hand is nowhere, unless git was told to keep it. */
  private static Stream<Path> place(Path administration) {
    Path tree =
        text(administration.resolve("gitdir"))
            .map(file -> Optional.ofNullable(Path.of(file).getParent()).orElse(administration))
            .orElse(administration);
    boolean there = Files.exists(tree) || Files.exists(administration.resolve("locked"));
    return there ? Stream.of(tree) : Stream.empty();
  }

  private static boolean says(Path file, String wanted) {
    return text(file).filter(wanted::equals).isPresent();
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
