package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.repository.RemoteTrouble;
import dev.signalbox.common.repository.RemoteUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A bare repository of this worker's own that has the branches and claims of one that is elsewhere.
 * Its refs are what was last seen there; its objects are never thrown away, because slots borrow
 * them and because a commit that no branch has any more may be somebody's only one.
 */
final class Mirror {

  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LOCK_PAUSE = Duration.ofMillis(5);
  private static final String PROBE = "refs/signalbox/probe";

  private final RemoteGit git;
  private final Repository repository;
  private final RemoteUrl url;

  private Mirror(RemoteGit git, Repository repository, RemoteUrl url) {
    this.git = git;
    this.repository = repository;
    this.url = url;
  }

  /** Opens the mirror, empty at the first time. */
  static Mirror open(GitCommand git, Path folder, RemoteUrl url) {
    try {
      Repository repository =
          new FileRepositoryBuilder().setBare().setGitDir(folder.toFile()).build();
      if (!Files.exists(folder.resolve(Constants.HEAD))) {
        Files.createDirectories(folder);
        repository.create(true);
      }
      configure(repository.getConfig(), url);
      removeLeftLocks(folder);
      return new Mirror(git.remote(), repository, url);
    } catch (IOException failure) {
      throw new GitFailedException("cannot open the mirror of " + url.canonical(), failure);
    }
  }

  private static void configure(StoredConfig config, RemoteUrl url) throws IOException {
    config.setString("remote", "origin", "url", url.location());
    config.setInt("gc", null, "auto", 0);
    config.setString("gc", null, "pruneExpire", "never");
    config.setBoolean("maintenance", null, "auto", false);
    config.save();
  }

  /** Only this worker uses the mirror, and it has just started. */
  private static void removeLeftLocks(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve("packed-refs.lock"));
    try (var files = Files.walk(folder.resolve("refs"))) {
      for (Path lock : files.filter(file -> file.toString().endsWith(".lock")).toList()) {
        Files.deleteIfExists(lock);
      }
    }
  }

  Repository repository() {
    return repository;
  }

  /**
   * Brings branches and claims. What is gone there goes here too, as a ref, never as an object.
   *
   * @param atMost how long it may take
   */
  void fetch(Duration atMost) {
    List<String> command =
        List.of(
            "fetch",
            "--quiet",
            "--no-tags",
            "--prune",
            "--no-write-fetch-head",
            "--end-of-options",
            url.location(),
            "+refs/heads/*:refs/heads/*",
            "+" + ClaimRefs.PREFIX + "*:" + ClaimRefs.PREFIX + "*");
    GitCommand.Answer ended =
        patiently(
            () -> git.run(repository.getDirectory().toPath(), atMost, command),
            answer -> !answer.isGood() && RemoteTrouble.of(answer.text()).isPassing());
    if (!ended.isGood()) {
      throw failed(ended.text());
    }
  }

  /** Changes refs there, all or none, each only if it is what is expected. */
  PushReport push(List<RefChange> changes) {
    List<String> command = pushing();
    changes.forEach(change -> command.add(lease(change)));
    command.add("--end-of-options");
    command.add(url.location());
    changes.forEach(change -> command.add(change.next().name() + ":" + change.ref()));
    return patiently(
        () -> PushReport.of(git.run(repository.getDirectory().toPath(), command)),
        report -> report instanceof PushReport.Unknown unknown && unknown.isPassing());
  }

  /** Makes sure that the other side takes pushes from here, and changes several refs as one. */
  void probe() {
    List<String> command = pushing();
    command.addAll(
        List.of(
            "--dry-run",
            "--end-of-options",
            url.location(),
            blob("may I push?").name() + ":" + PROBE));
    GitCommand.Answer ended =
        patiently(
            () -> git.run(repository.getDirectory().toPath(), command),
            answer -> !answer.isGood() && RemoteTrouble.of(answer.text()).isPassing());
    if (!ended.isGood()) {
      throw failed(ended.text());
    }
  }

  /** Notes what a ref is there now; should it stay locked, the next fetch does. */
  synchronized void seen(String ref, ObjectId value) {
    try {
      for (int tries = 0; tries < TRIES; tries++) {
        RefUpdate update = repository.updateRef(ref);
        update.setNewObjectId(value);
        update.disableRefLog();
        boolean locked = update.forceUpdate() == RefUpdate.Result.LOCK_FAILURE;
        if (!locked || !paused(LOCK_PAUSE)) {
          return;
        }
      }
    } catch (IOException failure) {
      throw new GitFailedException("cannot note " + ref + " in the mirror", failure);
    }
  }

  /** Takes a ref of the mirror's own away. */
  void forget(String ref) {
    try {
      RefUpdate update = repository.updateRef(ref);
      update.setForceUpdate(true);
      update.delete();
    } catch (IOException failure) {
      throw new GitFailedException("cannot remove " + ref + " from the mirror", failure);
    }
  }

  GitFailedException failed(String words) {
    RemoteTrouble trouble = RemoteTrouble.of(words);
    String hint = trouble.hint().isEmpty() ? "" : "; " + trouble.hint();
    return new GitFailedException(trouble.about(url.location(), words) + hint);
  }

  GitFailedException refused(String reason) {
    String hint =
        reason.contains("checked out")
            ? "; use a bare repository, another target, or repository.path"
            : "";
    return new GitFailedException(
        RemoteUrl.redact(url.location() + " refuses the push: " + reason + hint));
  }

  private static List<String> pushing() {
    return new ArrayList<>(
        List.of("push", "--porcelain", "--atomic", "--no-verify", "--no-signed"));
  }

  private static String lease(RefChange change) {
    boolean create = change.expected().equals(ObjectId.zeroId());
    return "--force-with-lease=" + change.ref() + ":" + (create ? "" : change.expected().name());
  }

  private ObjectId blob(String text) {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_BLOB, text.getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      return id;
    } catch (IOException failure) {
      throw new GitFailedException("cannot write to the mirror of " + url.canonical(), failure);
    }
  }

  /** Tries again while the network, or the other side, is not there for a moment. */
  private static <A> A patiently(Supplier<A> question, java.util.function.Predicate<A> isPassing) {
    Duration pause = FIRST_PAUSE;
    A answer = question.get();
    for (int tries = 1; tries < TRIES && isPassing.test(answer); tries++) {
      if (!paused(pause)) {
        return answer;
      }
      pause = pause.multipliedBy(2);
      answer = question.get();
    }
    return answer;
  }

  private static boolean paused(Duration about) {
    try {
      long nanos = about.toNanos();
      TimeUnit.NANOSECONDS.sleep(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos));
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
