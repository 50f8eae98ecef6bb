package dev.signalbox.scheduler.adapter.git;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.AttemptRef;
import dev.signalbox.common.id.TaskId;
import dev.signalbox.common.repository.RemoteUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads from the claim that a worker wrote into the repository whether it merged before it died:
 * the claim names the commit, and the branch has it or not.
 */
public final class MergedClaims {
  private static final String CLAIMS = "refs/signalbox/claims/";

  private final JsonMapper json = MessageCodec.mapper();
  private final RemoteClaims elsewhere;

  /**
   * @param limit how long one question to another host may take
   */
  public MergedClaims(Duration limit) {
    this.elsewhere = new RemoteClaims(limit);
  }

  /** A merge that happened. */
  public record Merged(AttemptRef attempt, String commit, Map<String, String> outputs) {
    public Merged {
      outputs = Map.copyOf(outputs);
    }
  }

  /** What is needed of a claim; it has more. */
  private record Claim(
      AttemptRef attempt, @Nullable String commit, @Nullable Map<String, String> outputs) {}

  /** The merge of the task into the branch, if there was one. */
  public Optional<Merged> find(String location, String branch, TaskId task) throws IOException {
    return RemoteUrl.find(location).isPresent()
        ? elsewhere.look(location, copy -> find(copy, branch, task))
        : findHere(location, branch, task);
  }

  private Optional<Merged> find(RemoteClaims.Copy copy, String branch, TaskId task)
      throws IOException {
    Optional<String> text = copy.text(refOf(task));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Claim claim = json.readValue(text.get(), Claim.class);
    String commit = claim.commit();
    return commit != null && copy.contains(branch, commit)
        ? Optional.of(merged(claim, commit))
        : Optional.empty();
  }

  private Optional<Merged> findHere(String location, String branch, TaskId task)
      throws IOException {
    if (!Files.isDirectory(Path.of(location))) {
      return Optional.empty();
    }
    FileRepositoryBuilder builder = new FileRepositoryBuilder().setMustExist(true);
    Path folder = Path.of(location);
    if (Files.isDirectory(folder.resolve("objects"))) {
      builder.setGitDir(folder.toFile());
    } else {
      builder.findGitDir(folder.toFile());
    }
    try (Repository repository = builder.build()) {
      return find(repository, branch, task);
    }
  }

  private Optional<Merged> find(Repository repository, String branch, TaskId task)
      throws IOException {
    Ref ref = repository.exactRef(refOf(task));
    Ref tip = repository.exactRef(Constants.R_HEADS + branch);
    if (ref == null || tip == null) {
      return Optional.empty();
    }
    Claim claim =
        json.readValue(
            repository.open(ref.getObjectId(), Constants.OBJ_BLOB).getBytes(), Claim.class);
    String commit = claim.commit();
    if (commit == null || !isIn(repository, commit, tip.getObjectId())) {
      return Optional.empty();
    }
    return Optional.of(merged(claim, commit));
  }

  private static String refOf(TaskId task) {
    return CLAIMS + task.plan() + "/" + task.key();
  }

  private static Merged merged(Claim claim, String commit) {
    Map<String, String> outputs = claim.outputs();
    return new Merged(claim.attempt(), commit, outputs == null ? Map.of() : outputs);
  }

  private static boolean isIn(Repository repository, String commit, ObjectId tip)
      throws IOException {
    ObjectId wanted = ObjectId.fromString(commit);
    if (!repository.getObjectDatabase().has(wanted)) {
      return false;
    }
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.isMergedInto(walk.parseCommit(wanted), walk.parseCommit(tip));
    }
  }
}
