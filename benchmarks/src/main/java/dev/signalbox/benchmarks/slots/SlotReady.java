package dev.signalbox.benchmarks.slots;

import dev.signalbox.common.id.RepositoryId;
import dev.signalbox.worker.adapter.git.GitCommand;
import dev.signalbox.worker.adapter.git.LocalTarget;
import dev.signalbox.worker.adapter.git.SlotRepository;
import dev.signalbox.worker.adapter.git.TargetRepository;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Compares, in one run and round by round, a pooled slot with {@code git worktree add}: a
 * repository of many files, a tip that moves by some of them each time.
 *
 * <p>The added worktrees stay until the folder is deleted by hand: ext4 without a journal looks
 * through all that was deleted within the last minutes for each file it makes, which would tell
 * against {@code git worktree add}. For the same reason each run wants a folder of its own.
 */
public final class SlotReady {

  private static final int FILES = 20_000;
  private static final int PER_FOLDER = 50;
  private static final int CHANGED = 20;
  private static final int ROUNDS = 15;

  private final Path folder;
  private final PrintStream out;
  private final List<Double> fresh = new ArrayList<>();
  private final List<Double> moved = new ArrayList<>();
  private final List<Double> checked = new ArrayList<>();
  private final List<Double> cleaned = new ArrayList<>();

  private SlotReady(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder =
        Path.of(arguments.length > 0 ? arguments[0] : "target/slot-ready").toAbsolutePath();
    new SlotReady(folder, System.out).run();
  }

  private void run() throws IOException, InterruptedException {
    Path repository = Files.createDirectories(folder.resolve("repository"));
    if (!Files.exists(repository.resolve(".git"))) {
      create(repository);
    }
    Path gitDirectory = repository.resolve(".git").toRealPath();
    try (TargetRepository target =
            LocalTarget.open(new RepositoryId(gitDirectory.toString()), repository.toString());
        SlotRepository slot =
            SlotRepository.open(
                new GitCommand(Duration.ofMinutes(2)), folder.resolve("slot-1"), target)) {
      slot.reset(commit(repository, 0), false);
      for (int round = 1; round <= ROUNDS; round++) {
        round(repository, slot, round);
      }
    }
    report();
  }

  private void round(Path repository, SlotRepository slot, int round)
      throws IOException, InterruptedException {
    String tip = commit(repository, round);
    Path added = folder.resolve("added-" + round);
    fresh.add(
        millis(() -> git(repository, "worktree", "add", "--detach", "-q", added.toString(), tip)));
    moved.add(millis(() -> slot.advance(tip)));
    checked.add(
        millis(() -> {
          if (!slot.untracked().isEmpty()) {
            throw new IllegalStateException("the slot is not clean");
          }
        }));
    edit(slot.worktree(), round + 1000);
    Files.writeString(slot.worktree().resolve("left"), "left");
    cleaned.add(millis(() -> slot.reset(tip, true)));
  }

  private void report() {
    double ready = median(moved) + median(checked);
    out.printf(
        Locale.ROOT,
        "files %d, changed between commits %d, rounds %d, processors %d%n",
        FILES,
        CHANGED,
        ROUNDS,
        Runtime.getRuntime().availableProcessors());
    line("git worktree add", fresh);
    line("slot: to the next commit", moved);
    line("slot: looked for other files", checked);
    line("slot: cleaned after an attempt (nobody waits)", cleaned);
    out.printf(Locale.ROOT, "slot ready / git worktree add: %.3f%n", ready / median(fresh));
  }

  private void line(String what, List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    out.printf(
        Locale.ROOT,
        "%-46s p50 %8.1f ms  min %8.1f  max %8.1f%n",
        what,
        median(millis),
        sorted[0],
        sorted[sorted.length - 1]);
  }

  private static double median(List<Double> millis) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /** A step that git may fail. */
  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private static double millis(Step step) throws IOException, InterruptedException {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static void create(Path repository) throws IOException, InterruptedException {
    git(repository, "init", "-q", "-b", "main");
    for (int file = 0; file < FILES; file++) {
      write(repository, file, 0);
    }
    git(repository, "add", "--all");
    git(repository, "commit", "-q", "-m", "files");
    git(repository, "gc", "-q");
  }

  private static String commit(Path repository, int round)
      throws IOException, InterruptedException {
    edit(repository, round);
    git(repository, "commit", "-q", "--allow-empty", "-a", "-m", "round " + round);
    return git(repository, "rev-parse", "HEAD");
  }

  private static void edit(Path worktree, int round) throws IOException {
    for (int file = 0; file < CHANGED; file++) {
      write(worktree, (round * 997 + file * 131) % FILES, round);
    }
  }

  private static void write(Path worktree, int file, int version) throws IOException {
    Path path =
        worktree.resolve(
            "module-%02d/package-%03d/File%05d.java"
                .formatted(file / PER_FOLDER % 20, file / PER_FOLDER, file));
    Files.createDirectories(path.getParent());
    Files.writeString(
        path, ("class File" + file + " { int version = " + version + "; }\n").repeat(40));
  }

  private static String git(Path directory, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=Bench"));
    command.addAll(List.of("-c", "user.email=bench@example.org", "-c", "gc.auto=0"));
    command.addAll(Arrays.asList(words));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + text);
    }
    return text;
  }
}
