package dev.signalbox.benchmarks.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a history of commits with exactly what a test wants in them. */
final class TestingHistory {

  static final String ODD_NAME = "-a *?[b]\\ \"q\"\tü\n.txt";
  static final String NOT_TEXT = "latin/\u00e4.txt";

  private static final String MAIN = "refs/heads/main";

  private final StringBuilder stream = new StringBuilder();
  private int marks;

  /** Starts a commit on the last one of the branch. */
  TestingHistory commit(String message) {
    return commit(MAIN, message);
  }

  TestingHistory commit(String branch, String message) {
    marks++;
    stream.append("commit ").append(branch).append("\nmark :").append(marks);
    stream.append("\nauthor " + bytes("Jürgen Müller") + " <j@example.invalid> ");
    stream.append(1_700_000_000 + marks).append(" +0530\n");
    stream.append("committer Somebody <s@example.invalid> 1700000000 +0000\n");
    return data(bytes(message));
  }

  TestingHistory from(int mark) {
    stream.append("from :").append(mark).append('\n');
    return this;
  }

  TestingHistory merge(int mark) {
    stream.append("merge :").append(mark).append('\n');
    return this;
  }

  TestingHistory file(String path, String content) {
    return file("100644", bytes(path), content);
  }

  /**
   * Puts a file there.
   *
   * @param path a character for each byte
   */
  TestingHistory file(String mode, String path, String content) {
    stream.append("M " + mode + " inline " + quoted(path) + "\n");
    return data(content);
  }

  TestingHistory submodule(String path, String commit) {
    stream.append("M 160000 " + commit + " " + quoted(path) + "\n");
    return this;
  }

  TestingHistory delete(String path) {
    stream.append("D " + quoted(bytes(path)) + "\n");
    return this;
  }

  TestingHistory rename(String from, String to) {
    stream.append("R " + quoted(bytes(from)) + " " + quoted(bytes(to)) + "\n");
    return this;
  }

  /** The last commit's number. */
  int mark() {
    return marks;
  }

  /** Writes it into a new repository. */
  Git in(Path folder) throws IOException {
    Git git = new Git(Files.createDirectories(folder));
    git.text("init", "-q", "--bare", "-b", "main");
    git.run(stream.toString(), "fast-import", "--quiet");
    return git;
  }

  /** A history with everything that a commit can do to a tree. */
  static TestingHistory ofEverything() {
    TestingHistory history = new TestingHistory();
    history.commit("First\n").file("README.md", "# Sample\n").file("src/a.txt", "a\n");
    history.file("run.sh", "#!/bin/sh\n").file("long.txt", "line\n".repeat(200));
    history.file("data.bin", "\0\1\2\377").file("120000", "link", "README.md");
    history.commit("Edit a\n\nWith a body.\n").file("src/a.txt", "a\nb\n");
    history.commit("Make it run").file("100755", "run.sh", "#!/bin/sh\n");
    history.commit("Move a\n").rename("src/a.txt", "src/b.txt");
    history.commit("Shorten\n").file("long.txt", "line\n");
    history.commit("Point elsewhere\n").file("120000", "link", "src/b.txt");
    history.commit("Other data\n").file("data.bin", "\2\1\0\376");
    history.commit("# not a comment \n\n\ntrailing  \n\n").file("-dash", "-\n");
    history.commit("A file where a directory was\n").delete("src/b.txt").file("src", "file\n");
    history.commit("And back\n").delete("src").file("src/c/d.txt", "d\n");
    history.commit("Nothing\n");
    history.commit("Odd names\n").file(ODD_NAME, "odd\n").file("100644", NOT_TEXT, "x\n");
    history.commit("Borrow\n").submodule("sub", "1".repeat(40));
    history.commit("Ignore what is there\n").file(".gitignore", "*.log\n").file("x.log", "x\n");
    int fork = history.mark();
    history.commit("refs/heads/side", "On the side\n").from(fork).file("side/one.txt", "1\n");
    history.commit("refs/heads/side", "Twice\n").file("side/two.txt", "2\n");
    int side = history.mark();
    history.commit("Delete the data\n").delete("data.bin");
    history.commit("Merge the side\n").merge(side).file("side/one.txt", "1\n");
    history.file("side/two.txt", "2\n");
    history.commit("Drop the rest\n").delete("long.txt").delete(ODD_NAME).delete("sub");
    history.commit("").file("README.md", "# The end\n");
    return history;
  }

  private TestingHistory data(String bytes) {
    stream.append("data ").append(bytes.length()).append('\n').append(bytes).append('\n');
    return this;
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String quoted(String path) {
    return "\""
        + path.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }
}
