package dev.signalbox.common.plan;

import dev.signalbox.common.id.TaskKey;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a fragment of a plan that is to be added to a plan which was accepted: {@code tasks}, and
 * {@code add-needs} for tasks that are there. Pure, and safe for use by many threads.
 */
public final class AmendmentReader {
  private static final int LONGEST = 1024 * 1024;
  private static final Set<String> FIELDS = Set.of("signalbox", "tasks", "defaults", "add-needs");

  private final SchemaCheck schema = new SchemaCheck();

  /**
   * Reads a fragment; never throws for what a user wrote.
   *
   * @param plan what it is added to
   * @param closed why a task of the plan may get no new needs; empty when it may
   */
  public AmendmentReading read(String text, Plan plan, Function<TaskKey, Optional<String>> closed) {
    if (text.length() > LONGEST) {
      return new AmendmentReading.Invalid(
          List.of(
              new Problem(
                  Severity.ERROR,
                  ProblemCode.TOO_LARGE.text(),
                  "",
                  1,
                  1,
                  "the amendment is longer than 1 MiB",
                  "amend the plan in several steps")));
    }
    try {
      return checked(DocumentReader.tree(new StringReader(text)), plan, closed);
    } catch (UnreadableDocumentException unreadable) {
      return new AmendmentReading.Invalid(List.of(unreadable.problem()));
    }
  }

  private AmendmentReading checked(
      PlanDocument document, Plan plan, Function<TaskKey, Optional<String>> closed) {
    JsonNode root = document.root();
    Findings findings = new Findings(document.place());
    findings.addAll(document.problems());
    if (!root.isObject() || !root.has("tasks") && !root.has("add-needs")) {
      findings.add(
          ProblemCode.NO_TASKS,
          "",
          "an amendment has tasks: with new tasks, add-needs: with needs, or both",
          "write the new tasks under tasks:, as in a plan");
      return new AmendmentReading.Invalid(findings.inOrder());
    }
    fields(root, findings);
    ObjectNode whole = asPlan(root, plan);
    if (root.has("tasks")) {
      schema.check(whole, findings);
    }
    PathsCheck.check(whole, findings);
    WorkCheck.check(whole, whole, findings);
    AmendmentCheck check = new AmendmentCheck(root, plan, closed, findings);
    check.check();
    return findings.haveErrors()
        ? new AmendmentReading.Invalid(findings.inOrder())
        : check.finish(TaskAssembly.of(whole));
  }

  private static void fields(JsonNode root, Findings findings) {
    for (String field : root.propertyNames()) {
      if (!FIELDS.contains(field) && !field.startsWith("x-")) {
        findings.addAtKey(
            ProblemCode.UNKNOWN_FIELD,
            JsonPath.child("", field),
            "an amendment has no field " + field,
            Similar.hint(field, FIELDS, "an amendment adds tasks and needs; nothing else changes"));
      }
    }
  }

  /** The fragment as a plan of its own, so that it is read by the same rules. */
  private static ObjectNode asPlan(JsonNode root, Plan plan) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("signalbox", 1);
    whole.put("name", plan.name());
    whole.put("on-failure", word(plan.onFailure()));
    String agent = plan.agent();
    if (agent != null) {
      whole.put("agent", agent);
    }
    for (String field : List.of("signalbox", "defaults", "tasks")) {
      if (root.has(field)) {
        whole.set(field, root.path(field));
      }
    }
    return whole;
  }

  private static String word(OnFailure policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
