package dev.signalbox.scheduler.adapter.git;

import dev.signalbox.common.repository.RemoteTrouble;
import dev.signalbox.common.repository.RemoteUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Repositories of other hosts: their branches, and new ones, by git's command line. */
public final class RemoteRepositories {
  private static final String HEADS = "refs/heads/";
  private static final String URL = "/repository/url";

  private final RemoteGit git;

  /**
   * @param limit how long one question may take
   */
  public RemoteRepositories(Duration limit) {
    this.git = new RemoteGit(limit);
  }

  /**
   * Looks a repository and its branches up.
   *
   * @param target absent for the branch that its HEAD names
   * @param base where a target that is not there yet begins; absent for none
   */
  public Resolved resolve(RemoteUrl url, @Nullable String target, @Nullable String base)
      throws GitProblemException {
    Map<String, String> refs = refs(url, target, base);
    String into = target == null ? branchOfHead(url, refs) : target;
    String tip = refs.get(HEADS + into);
    String start = tip == null && base != null ? refs.get(HEADS + base) : tip;
    if (start == null) {
      throw missing(url, base == null ? into : base, base == null ? "target" : "base");
    }
    return new Resolved(
        url.id(),
        url.location(),
        into,
        start,
        false,
        tip == null ? Resolved.Place.ELSEWHERE_WITHOUT_TARGET : Resolved.Place.ELSEWHERE);
  }

  /** Creates a branch at a commit that another branch has; one that is there is left alone. */
  public void createBranch(String location, String branch, String commit)
      throws GitProblemException {
    RemoteUrl url = RemoteUrl.find(location).orElseThrow();
    Path folder = temporary();
    try {
      must(url, git.run(folder, List.of("init", "--quiet", "--bare", ".")));
      must(
          url,
          git.run(
              folder,
              List.of("fetch", "--quiet", "--depth=1", "--end-of-options", location, commit)));
      RemoteGit.Ended pushed =
          git.run(
              folder,
              List.of(
                  "push",
                  "--quiet",
                  "--no-verify",
                  "--force-with-lease=" + HEADS + branch + ":",
                  "--end-of-options",
                  location,
                  commit + ":" + HEADS + branch));
      if (!pushed.isGood() && !refs(url, branch, null).containsKey(HEADS + branch)) {
        must(url, pushed);
      }
    } finally {
      delete(folder);
    }
  }

  private Map<String, String> refs(RemoteUrl url, @Nullable String target, @Nullable String base)
      throws GitProblemException {
    List<String> question = new ArrayList<>(List.of("ls-remote", "--symref", "--end-of-options"));
    question.add(url.location());
    question.add("HEAD");
    question.add(HEADS + (target == null ? "*" : target));
    if (base != null) {
      question.add(HEADS + base);
    }
    Path here = Path.of(System.getProperty("java.io.tmpdir"));
    Map<String, String> refs = new TreeMap<>();
    must(url, git.run(here, question))
        .lines()
        .map(line -> line.split("\t", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts ->
            refs.put(parts[0].startsWith("ref: ") ? "ref: " + parts[1] : parts[1], parts[0]));
    return refs;
  }

  private static String branchOfHead(RemoteUrl url, Map<String, String> refs)
      throws GitProblemException {
    return Optional.ofNullable(refs.get("ref: HEAD"))
        .map(ref -> ref.substring("ref: ".length()))
        .filter(ref -> ref.startsWith(HEADS))
        .map(ref -> ref.substring(HEADS.length()))
        .orElseThrow(() ->
            new GitProblemException(
                "E041-no-such-branch",
                URL,
                "the HEAD of " + url.location() + " names no branch",
                "name one with repository.target"));
  }

  private static GitProblemException missing(RemoteUrl url, String branch, String field) {
    return new GitProblemException(
        "E041-no-such-branch",
        "/repository/" + field,
        "there is no branch " + branch + " in " + url.location(),
        "push it, or name one that is there");
  }

  private static String must(RemoteUrl url, RemoteGit.Ended ended) throws GitProblemException {
    if (ended.isGood()) {
      return ended.output();
    }
    RemoteTrouble trouble = RemoteTrouble.of(ended.output());
    String code =
        switch (trouble) {
          case NOT_FOUND -> "E040-not-a-repository";
          case AUTHENTICATION, READ_ONLY -> "E046-no-access";
          case UNREACHABLE, NOT_ATOMIC, OTHER -> "E044-unreachable";
        };
    throw new GitProblemException(
        code, URL, trouble.about(url.location(), ended.output()), trouble.hint());
  }

  static Path temporary() {
    try {
      return Files.createTempDirectory("signalbox-branch");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
