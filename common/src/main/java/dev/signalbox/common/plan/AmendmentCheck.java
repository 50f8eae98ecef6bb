package dev.signalbox.common.plan;

import dev.signalbox.common.id.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Checks an amendment against the plan it is added to. */
final class AmendmentCheck {
  private static final String ADD_NEEDS = "/add-needs";

  private final JsonNode root;
  private final Function<TaskKey, Optional<String>> closed;
  private final Findings findings;
  private final Map<String, TaskSpec> there = new LinkedHashMap<>();

  /** The needs of all tasks, those of the plan and those that come. */
  private final Map<String, List<String>> graph = new LinkedHashMap<>();

  /** Where the amendment says something of a task's needs. */
  private final Map<String, String> pointers = new HashMap<>();

  AmendmentCheck(
      JsonNode root, Plan plan, Function<TaskKey, Optional<String>> closed, Findings findings) {
    this.root = root;
    this.closed = closed;
    this.findings = findings;
    for (TaskSpec task : plan.tasks()) {
      there.put(task.key().value(), task);
      graph.put(
          task.key().value(), new ArrayList<>(task.needs().stream().map(TaskKey::value).toList()));
    }
  }

  void check() {
    List<DraftTask> drafts = DraftTask.of(root).toList();
    drafts.forEach(draft -> graph.computeIfAbsent(draft.key(), absent -> new ArrayList<>()));
    for (DraftTask draft : drafts) {
      String pointer = JsonPath.child(draft.pointer(), "needs");
      draft.needs().forEach(need -> need(draft.key(), need, pointer));
    }
    root.path("add-needs")
        .properties()
        .forEach(entry -> addNeeds(entry.getKey(), entry.getValue()));
    if (root.has("add-needs") && !root.path("add-needs").isObject()) {
      wrongType(ADD_NEEDS, "a mapping of tasks to their new needs");
    }
    Cycles.in(graph).forEach(this::cycle);
  }

  /** What is new; to be asked when nothing is wrong. */
  AmendmentReading finish(TaskAssembly assembly) {
    List<TaskSpec> tasks = new ArrayList<>();
    for (DraftTask draft : DraftTask.of(root).toList()) {
      TaskSpec task = assembly.task(draft);
      TaskSpec known = there.get(draft.key());
      if (known == null) {
        tasks.add(task);
      } else if (!isSame(known, task)) {
        findings.addAtKey(
            ProblemCode.TASK_EXISTS,
            draft.pointer(),
            "the plan has a task " + draft.key() + " already, with other content",
            "give the new task another key; add needs to the old one under add-needs:");
      }
    }
    return findings.haveErrors()
        ? new AmendmentReading.Invalid(findings.inOrder())
        : new AmendmentReading.Valid(new Amendment(tasks, newNeeds()));
  }

  /** The same task, sent again; needs may have come to it since. */
  private static boolean isSame(TaskSpec known, TaskSpec again) {
    return known.needs().containsAll(again.needs())
        && known.withNeeds(List.of()).equals(again.withNeeds(List.of()));
  }

  private Map<TaskKey, List<TaskKey>> newNeeds() {
    Map<TaskKey, List<TaskKey>> added = new LinkedHashMap<>();
    root.path("add-needs")
        .properties()
        .forEach(entry -> {
          List<TaskKey> fresh = fresh(entry.getKey(), entry.getValue());
          if (!fresh.isEmpty()) {
            added.put(new TaskKey(entry.getKey()), fresh);
          }
        });
    return added;
  }

  private List<TaskKey> fresh(String task, JsonNode needs) {
    TaskSpec known = there.get(task);
    return DraftTask.texts(needs).stream()
        .map(TaskKey::new)
        .filter(need -> known == null || !known.needs().contains(need))
        .distinct()
        .toList();
  }

  private void addNeeds(String task, JsonNode needs) {
    String pointer = JsonPath.child(ADD_NEEDS, task);
    TaskSpec known = there.get(task);
    if (known == null) {
      findings.addAtKey(
          ProblemCode.UNKNOWN_NEED,
          pointer,
          "add-needs names " + task + ", which is no task of the plan",
          Similar.hint(task, there.keySet(), "write the needs of a new task into the task"));
    } else if (!needs.isString() && !areTexts(needs)) {
      wrongType(pointer, "a task or a list of tasks");
    } else {
      DraftTask.texts(needs).forEach(need -> need(task, need, pointer));
      if (!fresh(task, needs).isEmpty()) {
        closed.apply(known.key()).ifPresent(why -> published(task, why, pointer));
      }
    }
  }

  private static boolean areTexts(JsonNode needs) {
    return needs.isArray() && needs.valueStream().allMatch(JsonNode::isString);
  }

  private void need(String task, String need, String pointer) {
    pointers.putIfAbsent(task, pointer);
    if (need.equals(task)) {
      findings.add(
          ProblemCode.SELF_NEED, pointer, "task " + task + " needs itself", "remove the need");
    } else if (graph.containsKey(need)) {
      graph.computeIfAbsent(task, absent -> new ArrayList<>()).add(need);
    } else {
      findings.add(
          ProblemCode.UNKNOWN_NEED,
          pointer,
          "task " + task + " needs " + need + ", which is no task of the plan or the amendment",
          Similar.hint(need, graph.keySet(), "add the task, or remove the need"));
    }
  }

  private void cycle(List<String> path) {
    String pointer =
        path.stream().flatMap(task -> Stream.ofNullable(pointers.get(task))).findFirst().orElse("");
    findings.addAtKey(
        ProblemCode.CYCLE,
        pointer,
        "the tasks would wait for each other: " + String.join(" -> ", path),
        "remove one of these needs");
  }

  private void published(String task, String why, String pointer) {
    findings.addAtKey(
        ProblemCode.PUBLISHED,
        pointer,
        "task " + task + " " + why + " and can get no new needs",
        "add a task that needs it, or cancel it first");
  }

  private void wrongType(String pointer, String expected) {
    findings.addAtKey(
        ProblemCode.WRONG_TYPE,
        pointer,
        JsonPath.words(pointer) + " must be " + expected,
        "write it as in add-needs: { wire-up: [fix-login] }");
  }
}
