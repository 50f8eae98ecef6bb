package dev.signalbox.cli.core.view;

import dev.signalbox.common.analysis.PlanAnalysis;
import dev.signalbox.common.analysis.PlanAnalysis.Step;
import dev.signalbox.common.id.TaskKey;
import dev.signalbox.common.plan.Plan;
import dev.signalbox.common.plan.TaskSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan's tasks and needs, as text by waves, for Graphviz, or for Mermaid. */
public final class GraphDrawing {
  private final String name;
  private final Set<TaskKey> critical = new HashSet<>();
  private final List<Node> nodes = new ArrayList<>();

  /**
   * @param analysis of that plan
   * @param onlyCritical whether to leave out every task that is not on the critical path
   */
  public GraphDrawing(Plan plan, PlanAnalysis analysis, boolean onlyCritical) {
    this.name = plan.name();
    analysis.criticalPath().forEach(step -> critical.add(step.task()));
    for (int at = 0; at < plan.tasks().size(); at++) {
      TaskSpec task = plan.tasks().get(at);
      if (!onlyCritical || critical.contains(task.key())) {
        nodes.add(node(task, analysis.steps().get(at), onlyCritical));
      }
    }
  }

  /** A task of the drawing. */
  public record Node(
      TaskKey key,
      int wave,
      List<TaskKey> needs,
      String duration,
      String slack,
      boolean critical) {}

  /** The tasks drawn, in the order of the plan. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** One line per task below its wave; a star marks the critical path. */
  public List<String> text(Paint paint) {
    Map<Integer, List<Node>> waves =
        nodes.stream()
            .collect(Collectors.groupingBy(Node::wave, TreeMap::new, Collectors.toList()));
    List<String> lines = new ArrayList<>();
    waves.forEach((wave, shown) -> {
      lines.add(paint.bold("wave " + wave));
      shown.forEach(node -> lines.add(line(node, paint)));
    });
    return lines;
  }

  /** For {@code dot -Tsvg}. */
  public List<String> dot() {
    List<String> lines = new ArrayList<>();
    lines.add("digraph \"" + name.replace("\"", "\\\"") + "\" {");
    lines.add("  rankdir=LR; node [shape=box, style=rounded];");
    for (Node node : nodes) {
      lines.add(
          "  \"%s\" [label=\"%s\\n%s\"%s];"
              .formatted(
                  node.key(), node.key(), node.duration(), node.critical() ? ", penwidth=3" : ""));
      for (TaskKey need : node.needs()) {
        boolean bold = node.critical() && critical.contains(need);
        lines.add("  \"%s\" -> \"%s\"%s;".formatted(need, node.key(), bold ? " [penwidth=3]" : ""));
      }
    }
    lines.add("}");
    return lines;
  }

  /** For Markdown that draws Mermaid. Tasks are numbered, as Mermaid reserves some words. */
  public List<String> mermaid() {
    Map<TaskKey, String> ids = new LinkedHashMap<>();
    nodes.forEach(node -> ids.put(node.key(), "t" + ids.size()));
    List<String> lines = new ArrayList<>();
    lines.add("flowchart LR");
    for (Node node : nodes) {
      String id = ids.get(node.key());
      lines.add(
          "  %s[\"%s<br/>%s\"]%s"
              .formatted(id, node.key(), node.duration(), node.critical() ? ":::critical" : ""));
      node.needs().forEach(need -> lines.add("  " + ids.get(need) + " --> " + id));
    }
    lines.add("  classDef critical stroke-width:3px");
    return lines;
  }

  private Node node(TaskSpec task, Step step, boolean onlyCritical) {
    return new Node(
        task.key(),
        step.wave(),
        task.needs().stream().filter(need -> !onlyCritical || critical.contains(need)).toList(),
        Amounts.span(step.duration()),
        Amounts.span(step.slack()),
        critical.contains(task.key()));
  }

  private static String line(Node node, Paint paint) {
    String needs =
        node.needs().isEmpty()
            ? ""
            : "  needs " + String.join(", ", node.needs().stream().map(TaskKey::value).toList());
    String name = (node.critical() ? "* " : "  ") + node.key();
    String slack = node.critical() ? "" : ", slack " + node.slack();
    return "  "
        + (node.critical() ? paint.bold(name) : name)
        + "  "
        + node.duration()
        + slack
        + paint.faint(needs);
  }
}
