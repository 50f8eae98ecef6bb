package dev.signalbox.worker.flow;

import dev.signalbox.common.failpoint.FailPoint;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.common.repository.AllowedRepositories;
import dev.signalbox.common.repository.RemoteUrl;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.GitFailedException;
import dev.signalbox.worker.adapter.git.LocalTarget;
import dev.signalbox.worker.adapter.git.RemoteTarget;
import dev.signalbox.worker.adapter.git.TargetRepository;
import dev.signalbox.worker.core.Digest;
import dev.signalbox.worker.core.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The target repositories in use, each opened once; those that are not allowed never are. */
public final class Repositories implements AutoCloseable {

  private final Map<String, TargetRepository> open = new ConcurrentHashMap<>();
  private final GitCommand git;
  private final Remotes remotes;
  private final FailPoint<Step> failPoint;

  /**
   * How repositories of other hosts are used.
   *
   * @param home where their mirrors are
   * @param allowed which repositories this worker touches, local ones too
   * @param fetchLimit how long one fetch may take
   */
  public record Remotes(Path home, AllowedRepositories allowed, Duration fetchLimit) {}

  public Repositories(GitCommand git, Remotes remotes, FailPoint<Step> failPoint) {
    this.git = git;
    this.remotes = remotes;
    this.failPoint = failPoint;
  }

  /**
   * The repository.
   *
   * @param location its URL, or a path inside it
   */
  TargetRepository open(RepositoryId id, String location) {
    if (!remotes.allowed().allows(id)) {
      throw new GitFailedException(
          "this worker may not touch " + id + "; it is allowed: " + remotes.allowed());
    }
    Optional<RemoteUrl> url = RemoteUrl.find(location).filter(found -> found.id().equals(id));
    return url.isPresent()
        ? open.computeIfAbsent(url.get().location(), _ -> remote(url.get()))
        : open.computeIfAbsent(id.value(), _ -> LocalTarget.open(id, location, failPoint));
  }

  @Override
  public void close() {
    open.values().forEach(TargetRepository::close);
  }

  /** Two spellings of one identity may be two repositories after all, so each has its mirror. */
  private TargetRepository remote(RemoteUrl url) {
    Path mirror = remotes.home().resolve("mirrors").resolve(Digest.of(url.location()) + ".git");
    return RemoteTarget.open(git, mirror, url, remotes.fetchLimit());
  }
}
