package dev.signalbox.common.plan;

import dev.signalbox.common.plan.ValueReader.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan made while its document is read: a few hundred tasks at a time are checked and assembled,
 * and their trees and places forgotten. What it says is what the whole tree would have said.
 */
final class StreamedPlan implements DocumentReader.TaskSink {
  private static final int BATCH = 256;

  private final SchemaCheck schema;
  private final IntConsumer progress;
  private final @Nullable JsonNode known;
  private final List<Problem> problems = new ArrayList<>();
  private final NeedsCheck needs = new NeedsCheck();
  private final List<TaskSpec> tasks = new ArrayList<>();
  private final Map<String, Spot> withoutFiles = new HashMap<>();
  private ObjectNode fields = JsonNodeFactory.instance.objectNode();
  private ObjectNode batch = JsonNodeFactory.instance.objectNode();
  private Map<String, Place> places = new LinkedHashMap<>();
  private Spot tasksSpot = Spot.NONE;
  private @Nullable TaskAssembly assembly;
  private boolean begun;
  private int read;

  /**
   * @param known the fields of the plan from a reading before; absent in the first
   * @param progress told how many tasks are read
   */
  StreamedPlan(SchemaCheck schema, @Nullable JsonNode known, IntConsumer progress) {
    this.schema = schema;
    this.known = known;
    this.progress = progress;
  }

  @Override
  public void begin(ObjectNode before, Spot spot) {
    begun = true;
    tasksSpot = spot;
    fields = TaskFields.of(known == null ? before : known);
    if (schema.accepts(TaskFields.asPlan(fields))) {
      assembly = TaskAssembly.of(fields);
    }
  }

  @Override
  public void task(String key, Value value) {
    batch.set(key, value.node());
    places.put(key, value.place());
    if (batch.size() == BATCH) {
      flush();
    }
  }

  /** Whether tasks were read one after the other; else all of them are in the document. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether a field that tasks depend on was only read after them. */
  boolean isMisled(PlanDocument document) {
    return !TaskFields.of(document.root()).equals(fields);
  }

  /** What the document is, all of its tasks having been taken. */
  PlanReading finish(PlanDocument document) {
    flush();
    Findings findings = new Findings(document.place());
    findings.addAll(document.problems());
    findings.addAll(problems);
    schema.check(document.root(), findings);
    PathsCheck.check(document.root(), findings);
    AgentField.check(document.root(), findings);
    MergeCheck.check(document.root(), findings);
    UrlCheck.check(document.root(), findings);
    needs.finish(findings);
    if (findings.haveErrors()) {
      return new PlanReading.Invalid(findings.inOrder());
    }
    Plan plan = new PlanAssembly(document.root()).plan(tasks);
    Warnings.check(plan, findings, this::spotOf);
    return new PlanReading.Valid(plan, findings.inOrder());
  }

  private Spot spotOf(TaskSpec task) {
    return withoutFiles.getOrDefault(task.key().value(), Spot.NONE);
  }

  private void flush() {
    ObjectNode root = TaskFields.asPlan(JsonNodeFactory.instance.objectNode());
    root.set("tasks", batch);
    Place place =
        new Place(
            Spot.START,
            Spot.START,
            Map.of("tasks", new Place(tasksSpot, tasksSpot, places, List.of())),
            List.of());
    Findings findings = new Findings(place);
    check(root, place, findings);
    problems.addAll(findings.all());
    if (findings.haveErrors()) {
      assembly = null;
      tasks.clear();
    }
    Optional.ofNullable(assembly).ifPresent(assembling -> assemble(root, assembling));
    read += batch.size();
    progress.accept(read);
    batch = JsonNodeFactory.instance.objectNode();
    places = new LinkedHashMap<>();
  }

  private void check(ObjectNode root, Place place, Findings findings) {
    if (!batch.isEmpty()) {
      schema.check(root, findings);
    }
    PathsCheck.check(root, findings);
    WorkCheck.check(fields, root, findings);
    needs.addAll(root, place);
  }

  private void assemble(ObjectNode root, TaskAssembly assembling) {
    DraftTask.of(root)
        .forEach(draft -> {
          TaskSpec task = assembling.task(draft);
          tasks.add(task);
          Place place = places.get(draft.key());
          if (task.files().isEmpty() && withoutFiles.isEmpty() && place != null) {
            withoutFiles.put(draft.key(), place.key());
          }
        });
  }
}
