package dev.signalbox.worker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A bare repository as a server has it, and a clone of a person who pushes to it. */
public final class TestingRemote {

  private final TestingRepository person;
  private final Path bare;

  public TestingRemote(Path folder) {
    this.person = new TestingRepository(folder.resolve("person"));
    this.bare = folder.toAbsolutePath().resolve("server/shop.git");
    person.git("clone", "--quiet", "--bare", person.folder().toString(), bare.toString());
    person.git("remote", "add", "origin", bare.toString());
  }

  /** Where the server has it. */
  public Path bare() {
    return bare;
  }

  public String url() {
    return "file://" + bare;
  }

  /** Runs git in the server's repository. */
  public String git(String... arguments) {
    String[] there = new String[arguments.length + 1];
    there[0] = "--git-dir=" + bare;
    System.arraycopy(arguments, 0, there, 1, arguments.length);
    return person.git(there);
  }

  /** The tip of the branch that results are merged into. */
  public String tip() {
    return git("rev-parse", "refs/heads/" + TestingRepository.MERGE_BRANCH);
  }

  /** A file's content at the tip. */
  public String file(String path) {
    return git("show", TestingRepository.MERGE_BRANCH + ":" + path);
  }

  /** A person commits on the branch and pushes, as people do. */
  public String personPushes(String path, String text) {
    person.git("fetch", "--quiet", "origin");
    person.git("checkout", "--quiet", "-B", "mine", "origin/" + TestingRepository.MERGE_BRANCH);
    String commit = person.commit(Map.of(path, text));
    person.git("push", "--quiet", "origin", "HEAD:" + TestingRepository.MERGE_BRANCH);
    return commit;
  }

  /**
   * Has the server run a command between what it advertised and its update, at the next push.
   *
   * @param script for sh, in the repository; ends the push when it fails
   */
  public void duringTheNextPush(String script) {
    hook(
        "pre-receive",
        """
        unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
        rm -f hooks/pre-receive
        """
            + script
            + "\n");
  }

  /** Installs a hook of the server. */
  public void hook(String name, String script) {
    try {
      Path hook = bare.resolve("hooks").resolve(name);
      Files.createDirectories(hook.getParent());
      Files.writeString(hook, "#!/bin/sh\n" + script);
      Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
