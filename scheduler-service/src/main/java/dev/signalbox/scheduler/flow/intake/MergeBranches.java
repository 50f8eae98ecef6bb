package dev.signalbox.scheduler.flow.intake;

import dev.signalbox.common.id.PlanId;
import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.scheduler.adapter.git.GitProblemException;
import dev.signalbox.scheduler.adapter.git.GitRepositories;
import dev.signalbox.scheduler.adapter.git.RemoteRepositories;
import dev.signalbox.scheduler.adapter.git.Resolved;
import dev.signalbox.scheduler.adapter.jooq.PlanStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Chooses and starts the branch that a plan merges into: the target itself, or an integration
 * branch when somebody has the target checked out, because their next commit would undo the merges.
 */
public final class MergeBranches {
  private static final int SUFFIX = 8;

  private record Use(RepositoryId repository, String branch) {}

  private final GitRepositories git;
  private final RemoteRepositories remote;
  private final PlanStore plans;

  /** Branches chosen here for plans that may not be stored yet. */
  private final Map<Use, PlanId> chosen = new ConcurrentHashMap<>();

  public MergeBranches(GitRepositories git, RemoteRepositories remote, PlanStore plans) {
    this.git = git;
    this.remote = remote;
    this.plans = plans;
  }

  /** The branch, which stands at the base or at a successor afterwards. */
  public String start(PlanId plan, String planName, Resolved repository)
      throws GitProblemException {
    switch (repository.place()) {
      case ELSEWHERE_WITHOUT_TARGET ->
          remote.createBranch(repository.location(), repository.target(), repository.base());
      case HERE -> {
        return startHere(plan, planName, repository);
      }
      case ELSEWHERE -> {}
    }
    return repository.target();
  }

  private String startHere(PlanId plan, String planName, Resolved repository) {
    String branch =
        repository.targetCheckedOut()
            ? integration(plan, planName, repository)
            : repository.target();
    boolean started = git.startBranch(repository.location(), branch, repository.base());
    boolean isTarget = branch.equals(repository.target());
    if (!started && !isTarget) {
      throw new IllegalStateException("branch " + branch + " was moved while it was started");
    }
    return branch;
  }

  private String integration(PlanId plan, String planName, Resolved repository) {
    String plain = "signalbox/" + planName;
    PlanId user = chosen.putIfAbsent(new Use(repository.id(), plain), plan);
    boolean free =
        (user == null || user.equals(plan) || isStored(user))
            && !plans.usesBranch(repository.id(), plain, plan)
            && !git.isElsewhere(repository.location(), plain, repository.base());
    if (free) {
      chosen.put(new Use(repository.id(), plain), plan);
      return plain;
    }
    String id = plan.toString();
    return plain + "-" + id.substring(id.length() - SUFFIX);
  }

  /** Whether the store knows the plan: then the store's answer is the one that counts. */
  private boolean isStored(PlanId plan) {
    return plans.accepted(plan).isPresent();
  }
}
