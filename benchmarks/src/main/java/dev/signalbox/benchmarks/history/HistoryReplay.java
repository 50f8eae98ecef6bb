package dev.signalbox.benchmarks.history;

import dev.signalbox.common.codec.MessageCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the last commits of a git repository into a plan, runs it, and checks that the end is the
 * tree of the history with every author and message (I9); prints one line of JSON with the figures,
 * and each difference on the error output. Its arguments are {@link Arguments#USAGE}.
 */
public final class HistoryReplay {

  private static final int WARM_UP = 30;

  private final Arguments arguments;
  private final Path folder;

  private HistoryReplay(Arguments arguments, Path folder) {
    this.arguments = arguments;
    this.folder = folder;
  }

  /**
   * Replays with all slots, and again with one.
   *
   * @param words see {@link Arguments#USAGE}
   */
  public static void main(String[] words) throws IOException {
    Arguments arguments = Arguments.parse(words);
    var replay = new HistoryReplay(arguments, Files.createTempDirectory("signalbox-history"));
    Map<String, Object> report = replay.report();
    System.out.println(MessageCodec.mapper().writeValueAsString(report));
    if (!List.of().equals(report.get("differences"))) {
      System.exit(1);
    }
  }

  private Map<String, Object> report() throws IOException {
    ReplayPlan plan = planOf(arguments.commits());
    try (var launcher = new Launcher(arguments.launcher(), folder.resolve("home"))) {
      Run warmUp =
          run(
              launcher,
              "warm-up",
              planOf(Math.min(WARM_UP, arguments.commits())),
              arguments.slots());
      Run parallel = run(launcher, "parallel", plan, arguments.slots());
      Run alone = run(launcher, "alone", plan, 1);
      return figures(plan, List.of(warmUp, parallel, alone));
    }
  }

  private ReplayPlan planOf(int commits) throws IOException {
    History history = History.read(new Git(arguments.repository()), commits, arguments.end());
    return ReplayPlan.of(history, arguments.pauseSeconds());
  }

  /** A replay and what was not as in the history. */
  private record Run(Outcome outcome, List<String> differences) {}

  private Run run(Launcher launcher, String name, ReplayPlan plan, int slots) throws IOException {
    Path place = Files.createDirectories(folder.resolve(name));
    Materials materials = Materials.write(place.resolve("materials"), plan.history());
    Scratch scratch = Scratch.create(place.resolve("repository.git"), plan.history());
    Path file = place.resolve("plan.json");
    Files.writeString(file, plan.text(scratch.path(), materials.folder(), slots));
    Outcome outcome = Outcome.of(launcher.run(file));
    List<String> differences = Comparison.differences(plan.history(), scratch, outcome);
    differences.forEach(difference -> System.err.println(name + ": " + difference));
    return new Run(outcome, differences);
  }

  private Map<String, Object> figures(ReplayPlan plan, List<Run> runs) {
    Run parallel = runs.get(1);
    Run alone = runs.get(2);
    int commits = plan.needs().size();
    int longest = Needs.longestPath(plan.needs());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("repository", arguments.name());
    figures.put("end", plan.history().end());
    figures.put("commits", commits);
    figures.put("files", plan.files());
    figures.put("touches", plan.touches());
    figures.put("needs", plan.needs().stream().mapToInt(List::size).sum());
    figures.put("longestPath", longest);
    figures.put("pauseSeconds", plan.pauseSeconds());
    figures.put("slots", arguments.slots());
    figures.put("parallelSeconds", parallel.outcome().seconds());
    figures.put("oneSlotSeconds", alone.outcome().seconds());
    figures.put("speedUp", alone.outcome().seconds() / parallel.outcome().seconds());
    figures.put(
        "bound", commits / (double) Math.max(longest, Math.ceilDiv(commits, arguments.slots())));
    figures.put("attempts", List.of(parallel.outcome().attempts(), alone.outcome().attempts()));
    figures.put("differences", runs.stream().flatMap(run -> run.differences().stream()).toList());
    return figures;
  }
}
