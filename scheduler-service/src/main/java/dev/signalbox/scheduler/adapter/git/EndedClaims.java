package dev.signalbox.scheduler.adapter.git;

import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.id.PlanId;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.BatchRefUpdate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceiveCommand;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The claim refs in a repository of plans that are over. */
public final class EndedClaims {
  private static final String CLAIMS = "refs/signalbox/claims/";
  private static final String PRESERVED = "refs/signalbox/preserve/";

  /** How many refs were removed, and how many stay. */
  public record Cleaned(int removed, int kept) {}

  /**
   * Removes claim refs that are closed and whose commit, if there is one, is in a branch or
   * preserved.
   *
   * @param ended the plans whose refs may go
   * @throws IOException when there is no repository
   */
  public Cleaned remove(String location, Set<PlanId> ended) throws IOException {
    try (Repository repository =
            new FileRepositoryBuilder().setMustExist(true).findGitDir(new File(location)).build();
        RevWalk walk = new RevWalk(repository)) {
      List<Ref> kept = keeping(repository);
      List<Ref> claims = repository.getRefDatabase().getRefsByPrefix(CLAIMS);
      BatchRefUpdate batch = repository.getRefDatabase().newBatchUpdate();
      batch.setAtomic(false);
      batch.setAllowNonFastForwards(true);
      for (Ref claim : claims) {
        if (ended.contains(planOf(claim)) && isDone(repository, walk, claim, kept)) {
          batch.addCommand(
              new ReceiveCommand(claim.getObjectId(), ObjectId.zeroId(), claim.getName()));
        }
      }
      batch.execute(walk, NullProgressMonitor.INSTANCE);
      int removed = removed(batch);
      return new Cleaned(removed, claims.size() - removed);
    }
  }

  private static int removed(BatchRefUpdate batch) {
    return (int)
        batch.getCommands().stream()
            .filter(command -> command.getResult() == ReceiveCommand.Result.OK)
            .count();
  }

  /** Everything that keeps commits: branches, and what was preserved. */
  private static List<Ref> keeping(Repository repository) throws IOException {
    List<Ref> refs =
        new ArrayList<>(repository.getRefDatabase().getRefsByPrefix(Constants.R_HEADS));
    refs.addAll(repository.getRefDatabase().getRefsByPrefix(PRESERVED));
    return refs;
  }

  private static PlanId planOf(Ref claim) {
    String rest = claim.getName().substring(CLAIMS.length());
    int slash = rest.indexOf('/');
    return PlanId.of(slash < 0 ? rest : rest.substring(0, slash));
  }

  private static boolean isDone(Repository repository, RevWalk walk, Ref claim, List<Ref> kept)
      throws IOException {
    JsonNode record = read(repository, claim);
    String commit = record.path("commit").asString("");
    return record.path("state").asString("").equals("closed")
        && (commit.isEmpty() || isKept(walk, commit, kept));
  }

  private static JsonNode read(Repository repository, Ref claim) throws IOException {
    try {
      return MessageCodec.mapper()
          .readTree(repository.open(claim.getObjectId(), Constants.OBJ_BLOB).getBytes());
    } catch (JacksonException unreadable) {
      return MessageCodec.mapper().createObjectNode();
    }
  }

  private static boolean isKept(RevWalk walk, String commit, List<Ref> kept) throws IOException {
    try {
      return walk.isMergedIntoAny(walk.parseCommit(ObjectId.fromString(commit)), kept);
    } catch (MissingObjectException gone) {
      return false;
    }
  }
}
