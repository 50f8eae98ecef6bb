package dev.signalbox.common.plan;

import dev.signalbox.common.footprint.Footprint;
import dev.signalbox.common.footprint.PathPattern;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Makes the plan of a document that has been found right. */
final class PlanAssembly {
  private final JsonNode root;

  PlanAssembly(JsonNode root) {
    this.root = root;
  }

  Plan plan() {
    TaskAssembly assembly = TaskAssembly.of(root);
    return plan(DraftTask.of(root).map(assembly::task).toList());
  }

  /** The plan with tasks that were assembled before. */
  Plan plan(List<TaskSpec> tasks) {
    return new Plan(
        root.path("name").stringValue(),
        Values.text(root, "description", ""),
        Values.texts(root.path("labels")),
        repository(root.path("repository")),
        limits(root.path("limits")),
        Values.word(root, "on-failure", OnFailure.CONTINUE),
        Values.word(root, "order", PlanOrder.CRITICAL_PATH),
        merge(root.path("merge")),
        patterns(root.path("shared-files")),
        Values.word(root, "no-files", NoFiles.EXCLUSIVE),
        Values.word(root, "undeclared", Undeclared.CLAIM),
        root.path("setup").valueStream().map(PlanAssembly::setup).toList(),
        AgentField.command(root),
        tasks);
  }

  static List<PathPattern> patterns(JsonNode list) {
    return Footprint.patterns(DraftTask.texts(list));
  }

  private static RepositorySpec repository(JsonNode node) {
    return new RepositorySpec(
        Values.optionalText(node, "path"),
        Values.optionalText(node, "url"),
        Values.optionalText(node, "base"),
        Values.optionalText(node, "target"));
  }

  private static Limits limits(JsonNode node) {
    Limits defaults = Limits.DEFAULTS;
    return new Limits(
        node.path("max-workers").asInt(defaults.maxWorkers()),
        node.path("max-cpu").asDouble(defaults.maxCpu()),
        node.path("max-memory").asDouble(defaults.maxMemory()),
        node.path("auto-scaling").asBoolean(defaults.autoScaling()),
        node.path("resource-monitoring").asBoolean(defaults.resourceMonitoring()),
        Values.optionalText(node, "max-cost"));
  }

  private static MergeSpec merge(JsonNode node) {
    return new MergeSpec(
        Values.word(node, "strategy", MergeSpec.DEFAULTS.strategy()),
        Values.optionalText(node, "verify"),
        Values.word(node, "on-conflict", MergeSpec.DEFAULTS.onConflict()),
        Values.optionalText(node, "review"),
        Values.optionalText(node, "pull-request"));
  }

  private static SetupStep setup(JsonNode node) {
    return new SetupStep(node.path("run").stringValue(), patterns(node.path("when-changed")));
  }
}
