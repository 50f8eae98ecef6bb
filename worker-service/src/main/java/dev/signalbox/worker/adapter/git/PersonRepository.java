package dev.signalbox.worker.adapter.git;

import dev.signalbox.common.message.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryState;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * A worktree that a person works in: an ordinary repository with a branch, so that their tools work
 * there. It borrows the target's objects. Once they have it, nothing of theirs is changed: what
 * lies there is read through an index of our own.
 */
public final class PersonRepository implements AutoCloseable {
  private static final String REMOTE = "remote";
  private static final String ORIGIN = "origin";
  private static final String UNMERGED = "signalbox: unmerged work";

  private final GitCommand git;
  private final Path worktree;
  private final Path gitDirectory;
  private final Repository repository;

  private PersonRepository(GitCommand git, Path worktree, Repository repository) {
    this.git = git;
    this.worktree = worktree;
    this.gitDirectory = repository.getDirectory().toPath();
    this.repository = repository;
  }

  /** Whether there is one. */
  public static boolean exists(Path worktree) {
    return Files.exists(worktree.resolve(".git/HEAD"));
  }

  /** Opens it, made at the first use. */
  public static PersonRepository open(GitCommand git, Path worktree, TargetRepository target) {
    try {
      Files.createDirectories(worktree);
      Repository repository =
          new FileRepositoryBuilder()
              .setGitDir(worktree.resolve(".git").toFile())
              .setWorkTree(worktree.toFile())
              .build();
      if (!exists(worktree)) {
        repository.create(false);
      }
      Path alternates = worktree.resolve(".git/objects/info/alternates");
      Files.createDirectories(alternates.getParent());
      Files.writeString(alternates, target.gitDirectory().resolve("objects") + "\n");
      return new PersonRepository(git, worktree, repository);
    } catch (IOException failure) {
      throw new GitFailedException("cannot open the worktree " + worktree, failure);
    }
  }

  /** Where the person works. */
  public Path worktree() {
    return worktree;
  }

  /**
   * Says who commits there, and where the branch that it is merged into stands.
   *
   * @param branch of the target
   */
  public void introduce(Person person, TargetRepository target, String branch) {
    try {
      StoredConfig config = repository.getConfig();
      config.setString("user", null, "name", person.name());
      config.setString("user", null, "email", email(person));
      config.setString(REMOTE, ORIGIN, "url", target.gitDirectory().toString());
      config.setString(REMOTE, ORIGIN, "fetch", "+refs/heads/*:refs/remotes/origin/*");
      config.setString(REMOTE, ORIGIN, "pushurl", "signalbox-task-complete-merges-this");
      config.setInt("gc", null, "auto", 0);
      config.save();
      Optional<String> tip = target.tip(branch);
      if (tip.isPresent()) {
        git("update-ref", "refs/remotes/origin/" + branch, tip.get());
      }
    } catch (IOException failure) {
      throw new GitFailedException("cannot write the settings of " + worktree, failure);
    }
  }

  /** Begins at a commit, on a new branch. Only before the person has the worktree. */
  public void begin(String branch, String commit) {
    git("checkout", "--quiet", "--force", "-B", branch, commit);
    git("clean", "-ffdq");
    if (messageOf(commit).startsWith(UNMERGED)) {
      git("reset", "--quiet", "--soft", "HEAD~1");
    }
  }

  /** Puts a change onto what is checked out, and leaves what does not fit with conflict markers. */
  public void putOnTop(String commit) {
    try {
      git("-c", "user.name=x", "-c", "user.email=x", "merge", "--squash", "--quiet", commit);
    } catch (GitFailedException conflict) {
      if (!hasConflicts()) {
        throw conflict;
      }
    }
  }

  /** What of git's is under way there and must be finished first, if anything. */
  public Optional<String> underWay() {
    RepositoryState state = repository.getRepositoryState();
    return state == RepositoryState.SAFE || state == RepositoryState.MERGING_RESOLVED
        ? Optional.empty()
        : Optional.of(state.getDescription());
  }

  /** The newest commit that both come from. */
  public String base(String commit, String tip) {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(ObjectId.fromString(commit)));
      walk.markStart(walk.parseCommit(ObjectId.fromString(tip)));
      RevCommit base = walk.next();
      if (base == null) {
        throw new GitFailedException("the work in " + worktree + " has no history with the target");
      }
      return base.name();
    } catch (IOException failure) {
      throw new GitFailedException("cannot find where " + worktree + " began", failure);
    }
  }

  /**
   * A commit with all that lies in the worktree and is not ignored; HEAD when it has all of it.
   *
   * @param author whose work it is
   */
  public String snapshot(Person author, String message) {
    Path index = gitDirectory.resolve("signalbox-index");
    try (Repository mine = withIndex(index);
        RevWalk walk = new RevWalk(mine);
        ObjectInserter inserter = mine.newObjectInserter()) {
      RevCommit head = walk.parseCommit(head());
      copyIndex(index);
      DirCache staged = DirCache.read(mine);
      git.run(gitDirectory, worktree, Map.of("GIT_INDEX_FILE", index.toString()), "add", "--all");
      DirCache all = new UntouchedFiles(mine, worktree).takenBack(head.getTree(), staged);
      ObjectId tree = all.writeTree(inserter);
      if (tree.equals(head.getTree())) {
        return head.name();
      }
      ObjectId commit = inserter.insert(commit(tree, head, author, message));
      inserter.flush();
      return commit.name();
    } catch (IOException failure) {
      throw new GitFailedException("cannot read what lies in " + worktree, failure);
    }
  }

  /** Copies a commit, and all it needs, into the target. */
  public void copyTo(TargetRepository target, String commit) {
    ObjectCopy.copy(repository, target.repository(), ObjectId.fromString(commit));
  }

  /** The message of unmerged work. */
  public static String unmerged(String what) {
    return UNMERGED + " of " + what + "\n";
  }

  Repository repository() {
    return repository;
  }

  @Override
  public void close() {
    repository.close();
  }

  private Repository withIndex(Path index) throws IOException {
    return new FileRepositoryBuilder()
        .setGitDir(gitDirectory.toFile())
        .setWorkTree(worktree.toFile())
        .setIndexFile(index.toFile())
        .build();
  }

  private void copyIndex(Path index) throws IOException {
    Files.deleteIfExists(index);
    Files.deleteIfExists(index.resolveSibling(index.getFileName() + ".lock"));
    Path theirs = gitDirectory.resolve("index");
    if (Files.exists(theirs)) {
      Files.copy(theirs, index);
    }
  }

  private boolean hasConflicts() {
    try {
      return DirCache.read(repository).hasUnmergedPaths();
    } catch (IOException failure) {
      throw new GitFailedException("cannot read the index of " + worktree, failure);
    }
  }

  private String messageOf(String commit) {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(ObjectId.fromString(commit)).getFullMessage();
    } catch (IOException failure) {
      throw new GitFailedException("cannot read " + commit, failure);
    }
  }

  private ObjectId head() throws IOException {
    ObjectId head = repository.resolve(Constants.HEAD);
    if (head == null) {
      throw new GitFailedException("the worktree " + worktree + " has no HEAD");
    }
    return head;
  }

  private static CommitBuilder commit(
      ObjectId tree, RevCommit parent, Person author, String message) {
    CommitBuilder builder = new CommitBuilder();
    builder.setTreeId(tree);
    builder.setParentId(parent);
    builder.setAuthor(
        new PersonIdent(author.name(), email(author), Instant.now(), ZoneId.systemDefault()));
    builder.setCommitter(GitIdentity.now());
    builder.setMessage(message);
    return builder;
  }

  private static String email(Person person) {
    String given = person.email();
    return given == null
        ? person.name().toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", ".")
            + "@signalbox.invalid"
        : given;
  }

  private void git(String... arguments) {
    git.run(gitDirectory, worktree, arguments);
  }
}
