package dev.signalbox.cli.flow;

import dev.signalbox.cli.adapter.terminal.Console;
import dev.signalbox.cli.core.outcome.ExitCode;
import dev.signalbox.cli.core.view.AnalysisText;
import dev.signalbox.cli.core.view.ConflictText;
import dev.signalbox.cli.core.view.GraphDrawing;
import dev.signalbox.common.analysis.Effort;
import dev.signalbox.common.analysis.PlanAnalysis;
import dev.signalbox.common.analysis.PotentialConflicts;
import dev.signalbox.common.codec.MessageCodec;
import dev.signalbox.common.plan.Plan;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Questions about a plan that need no run: from its file, or from a server that has it. */
final class PlanViews {
  private static final int SHOWN_PAIRS = 20;
  private static final int MOST_PAIRS = 10_000;

  private PlanViews() {}

  /** One question about one plan. */
  abstract static class View extends SignalboxCommand {
    @Parameters(
        paramLabel = "PLAN",
        description = "A plan file, or a plan's id, the beginning of it, or its name.")
    private String plan = "";

    @Mixin private ServerOptions server = new ServerOptions();

    abstract void show(Console console, Plan plan);

    @Override
    final ExitCode run(Console console) {
      Optional<Plan> found = NamedPlan.find(console, plan, server);
      found.ifPresent(each -> show(console, each));
      return found.isPresent() ? ExitCode.OK : ExitCode.FAILURE;
    }

    static void data(Console console, Object document) {
      console.data(MessageCodec.mapper().writeValueAsString(document));
    }
  }

  /** What tasks without an estimate count for. */
  static final class EffortOptions {
    @Option(
        names = "--per-point",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "The time of one story point (default: 10m).")
    private Duration perPoint = Effort.DEFAULTS.perPoint();

    @Option(
        names = "--assume",
        paramLabel = "SPAN",
        converter = SpanConverter.class,
        description = "The time of a task without an estimate (default: 1m).")
    private Duration assumed = Effort.DEFAULTS.assumed();

    @Option(
        names = "--workers",
        paramLabel = "N",
        description = "Estimate for so many workers (default: the plan's limits.max-workers).")
    private @Nullable Integer workers;

    PlanAnalysis analyse(Plan plan) {
      return PlanAnalysis.of(plan, effort(), workers(plan));
    }

    Effort effort() {
      return new Effort(perPoint, assumed);
    }

    int workers(Plan plan) {
      return workers == null ? plan.limits().maxWorkers() : Math.max(1, workers);
    }
  }

  @Command(
      name = "graph",
      description = "Draws a plan's tasks and what they need.",
      mixinStandardHelpOptions = true)
  static final class Graph extends View {
    @Option(
        names = "--format",
        paramLabel = "text|dot|mermaid|json",
        description = "How to draw (default: text).")
    private Format format = Format.TEXT;

    @Option(names = "--critical", description = "Draw only the critical path.")
    private boolean critical;

    @Mixin private EffortOptions effort = new EffortOptions();

    private enum Format {
      TEXT,
      DOT,
      MERMAID,
      JSON
    }

    @Override
    void show(Console console, Plan plan) {
      PlanAnalysis analysis = effort.analyse(plan);
      GraphDrawing drawing = new GraphDrawing(plan, analysis, critical);
      switch (console.json() ? Format.JSON : format) {
        case TEXT -> {
          console.say(console.paint().bold(plan.name()));
          console.say(AnalysisText.summary(analysis, console.paint()));
          console.say(drawing.text(console.paint()));
        }
        case DOT -> console.say(drawing.dot());
        case MERMAID -> console.say(drawing.mermaid());
        case JSON ->
            data(
                console,
                Map.of(
                    "name", plan.name(),
                    "kind", analysis.kind().name().toLowerCase(Locale.ROOT),
                    "tasks", drawing.nodes()));
      }
    }
  }

  @Command(
      name = "critical-path",
      description = "Names the tasks whose every delay delays the plan.",
      mixinStandardHelpOptions = true)
  static final class CriticalPath extends View {
    @Mixin private EffortOptions effort = new EffortOptions();

    @Override
    void show(Console console, Plan plan) {
      PlanAnalysis analysis = effort.analyse(plan);
      if (console.json()) {
        data(console, Map.of("tasks", analysis.criticalPath(), "length", analysis.longest()));
      } else {
        console.say(AnalysisText.criticalPath(analysis));
      }
    }
  }

  @Command(
      name = "waves",
      description = "Shows which tasks are how many needs deep.",
      mixinStandardHelpOptions = true)
  static final class Waves extends View {
    @Mixin private EffortOptions effort = new EffortOptions();

    @Override
    void show(Console console, Plan plan) {
      PlanAnalysis analysis = effort.analyse(plan);
      if (console.json()) {
        data(console, Map.of("waves", analysis.waves()));
      } else {
        console.say(AnalysisText.waves(analysis, console.width()));
      }
    }
  }

  @Command(
      name = "conflicts",
      description = "Lists the tasks that will take turns because they touch the same paths.",
      mixinStandardHelpOptions = true)
  static final class Conflicts extends View {
    @Option(names = "--all", description = "Show up to 10,000 pairs instead of 20.")
    private boolean all;

    @Override
    void show(Console console, Plan plan) {
      int most = all || console.json() ? MOST_PAIRS : SHOWN_PAIRS;
      PotentialConflicts conflicts = PotentialConflicts.of(plan, most);
      if (console.json()) {
        data(console, conflicts);
      } else {
        console.say(ConflictText.lines(conflicts));
      }
    }
  }
}
