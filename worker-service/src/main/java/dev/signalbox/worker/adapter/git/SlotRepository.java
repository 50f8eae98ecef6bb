package dev.signalbox.worker.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worktree of one slot for one target: a small repository of its own that borrows the target's
 * objects, so nothing a task does to refs, stash or configuration reaches anybody else.
 */
public final class SlotRepository implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SlotRepository.class);
  private static final String ALTERNATES = "objects/info/alternates";
  private static final String MODIFIED = " M";
  private static final int STATUS = 3;

  private final GitCommand git;
  private final Path gitDirectory;
  private final Path worktree;
  private final Repository repository;

  private SlotRepository(GitCommand git, Path gitDirectory, Path worktree, Repository repository) {
    this.git = git;
    this.gitDirectory = gitDirectory;
    this.worktree = worktree;
    this.repository = repository;
  }

  /** Opens the slot's repository, made at the first use: a worktree and a git directory beside. */
  public static SlotRepository open(GitCommand git, Path worktree, TargetRepository target) {
    Path gitDirectory = worktree.resolveSibling(worktree.getFileName() + ".git");
    try {
      Files.createDirectories(worktree);
      Repository repository =
          new FileRepositoryBuilder()
              .setGitDir(gitDirectory.toFile())
              .setWorkTree(worktree.toFile())
              .build();
      if (!Files.exists(gitDirectory.resolve(Constants.HEAD))) {
        repository.create(false);
        configure(repository.getConfig());
      }
      borrow(target.gitDirectory(), gitDirectory);
      return new SlotRepository(git, gitDirectory, worktree, repository);
    } catch (IOException failure) {
      throw new GitFailedException("cannot open the slot " + worktree, failure);
    }
  }

  /** Whether all that was committed in the slot, on whatever branch, is below its target's refs. */
  public static boolean isKeptElsewhere(GitCommand git, Path worktree) {
    Path gitDirectory = worktree.resolveSibling(worktree.getFileName() + ".git");
    Path alternates = gitDirectory.resolve(ALTERNATES);
    try {
      if (!Files.exists(gitDirectory.resolve("index")) || !Files.exists(alternates)) {
        return false;
      }
      Path target = Path.of(Files.readString(alternates).strip()).resolveSibling(".").normalize();
      List<String> search = new ArrayList<>(List.of("rev-list", "--max-count=1"));
      git.run(gitDirectory, worktree, "rev-parse", "HEAD", "--all").lines().forEach(search::add);
      search.addAll(List.of("--not", "--all"));
      Map<String, String> objects =
          Map.of("GIT_ALTERNATE_OBJECT_DIRECTORIES", gitDirectory.resolve("objects").toString());
      return git.run(target, worktree, objects, search.toArray(String[]::new)).isEmpty();
    } catch (IOException | GitFailedException unknown) {
      return false;
    }
  }

  private static void configure(StoredConfig config) throws IOException {
    config.setString("user", null, "name", GitIdentity.NAME);
    config.setString("user", null, "email", GitIdentity.EMAIL);
    config.setInt("gc", null, "auto", 0);
    config.setBoolean("maintenance", null, "auto", false);
    config.setBoolean("commit", null, "gpgsign", false);
    config.setBoolean("advice", null, "detachedHead", false);
    config.save();
  }

  private static void borrow(Path target, Path slot) throws IOException {
    Path alternates = slot.resolve(ALTERNATES);
    String line = target.resolve("objects") + "\n";
    Files.createDirectories(alternates.getParent());
    if (!Files.exists(alternates) || !Files.readString(alternates).equals(line)) {
      Files.writeString(alternates, line);
    }
    if (Files.exists(target.resolve("shallow"))) {
      Files.writeString(slot.resolve("shallow"), Files.readString(target.resolve("shallow")));
    }
  }

  /** Where its objects, index and configuration are. */
  public Path gitDirectory() {
    return gitDirectory;
  }

  /** Where tasks run. */
  public Path worktree() {
    return worktree;
  }

  /** Makes the worktree that commit's, whatever was there; ignored files stay when asked to. */
  public void reset(String commit, boolean keepIgnored) {
    removeLeftLocks();
    if (UntouchedWorktree.isProven(repository, worktree)) {
      advance(commit);
      return;
    }
    run("checkout", "--force", "--detach", "--quiet", commit);
    run("clean", keepIgnored ? "-ffdq" : "-ffdxq");
  }

  /** Puts another commit's files in the place of HEAD's, whatever became of them. */
  public void move(String commit) {
    run("checkout", "--force", "--detach", "--quiet", commit);
  }

  /**
   * The same where HEAD's files are known to be as they were.
   *
   * @return whether git looked at every file that the commit has; if not, at those that differ
   */
  public boolean advance(String commit) {
    String head = head();
    if (head.equals(commit)) {
      return false;
    }
    try (RevWalk commits = new RevWalk(repository)) {
      RevCommit wanted = commits.parseCommit(ObjectId.fromString(commit));
      ObjectId tree = commits.parseCommit(ObjectId.fromString(head)).getTree();
      if (new DirectCheckout(repository, worktree).from(tree, wanted.getTree())) {
        detach(wanted);
        return false;
      }
    } catch (IOException unusual) {
      LOG.debug("git itself checks out {}", commit, unusual);
    }
    move(commit);
    return true;
  }

  /** The files that HEAD does not have, ignored ones apart. */
  public List<String> untracked() {
    String listed =
        git.run(gitDirectory, worktree, "ls-files", "-z", "--others", "--exclude-standard");
    return Arrays.stream(listed.split("\0")).filter(path -> !path.isEmpty()).toList();
  }

  /**
   * The paths that are not as in HEAD, ignored ones apart. A file that is byte for byte HEAD's is,
   * whatever the repository's attributes make of it.
   */
  public List<String> changes() {
    if (UntouchedWorktree.isProven(repository, worktree)) {
      return List.of();
    }
    String listed =
        git.run(gitDirectory, worktree, "status", "--porcelain", "--branch", "-z", "--no-renames");
    UntouchedFiles files = new UntouchedFiles(repository, worktree);
    return Arrays.stream(listed.split("\0"))
        .filter(entry -> entry.length() > STATUS && !entry.startsWith("##"))
        .filter(
            entry -> !(entry.startsWith(MODIFIED) && files.isAsIn(head(), entry.substring(STATUS))))
        .map(entry -> entry.substring(STATUS))
        .toList();
  }

  /**
   * Puts the merge of two commits into the worktree, where it may be finished by hand: HEAD is the
   * first, all changes of the second are staged, and markers stand where both changed the same.
   */
  public ConflictedMerge mergeLeavingConflicts(String onto, String other) {
    return ConflictedMerge.in(this, onto, other);
  }

  /** What is checked out. */
  public String head() {
    try {
      ObjectId head = repository.resolve(Constants.HEAD);
      if (head == null) {
        throw new GitFailedException("the slot " + worktree + " has no HEAD");
      }
      return head.name();
    } catch (IOException failure) {
      throw new GitFailedException("cannot read HEAD of " + worktree, failure);
    }
  }

  /** Commits what differs from HEAD, if anything, and gives the commit that has it all. */
  public String commitAll(String message) {
    removeLeftLocks();
    try (RevWalk walk = new RevWalk(repository);
        ObjectInserter inserter = repository.newObjectInserter()) {
      RevCommit head = walk.parseCommit(ObjectId.fromString(head()));
      DirCache staged = DirCache.read(repository);
      run("add", "--all");
      DirCache all = new UntouchedFiles(repository, worktree).takenBack(head.getTree(), staged);
      ObjectId tree = all.writeTree(inserter);
      if (tree.equals(head.getTree())) {
        return head.name();
      }
      ObjectId commit = inserter.insert(commit(tree, head, message));
      inserter.flush();
      detach(commit);
      return commit.name();
    } catch (IOException failure) {
      throw new GitFailedException("cannot commit in " + worktree, failure);
    }
  }

  /** Copies a commit of this slot, and all it needs, into the target. */
  public void copyTo(TargetRepository target, String commit) {
    ObjectCopy.copy(repository, target.repository(), ObjectId.fromString(commit));
  }

  Repository repository() {
    return repository;
  }

  @Override
  public void close() {
    repository.close();
  }

  private static CommitBuilder commit(ObjectId tree, RevCommit parent, String message) {
    CommitBuilder builder = new CommitBuilder();
    builder.setTreeId(tree);
    builder.setParentId(parent);
    builder.setAuthor(GitIdentity.now());
    builder.setCommitter(GitIdentity.now());
    builder.setMessage(message);
    return builder;
  }

  private void detach(ObjectId commit) throws IOException {
    RefUpdate update = repository.updateRef(Constants.HEAD, true);
    update.setNewObjectId(commit);
    update.disableRefLog();
    update.forceUpdate();
  }

  /** The slot's processes are gone when git is run here, so a lock is nobody's. */
  private void removeLeftLocks() {
    try {
      Files.deleteIfExists(gitDirectory.resolve("index.lock"));
      Files.deleteIfExists(gitDirectory.resolve("HEAD.lock"));
    } catch (IOException failure) {
      throw new GitFailedException("cannot remove a left lock of " + worktree, failure);
    }
  }

  /** Runs git here, where another status than 0 is an answer too. */
  GitCommand.Answer ask(String... arguments) {
    return git.ask(gitDirectory, worktree, arguments);
  }

  private void run(String... arguments) {
    git.run(gitDirectory, worktree, arguments);
  }
}
