package dev.signalbox.common.plan;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Reads plans: YAML or JSON text in, a plan with its defaults filled in or every reason why it is
 * none out. Pure, and safe for use by many threads.
 */
public final class PlanReader {
  private final SchemaCheck schema = new SchemaCheck();

  /** Reads a plan; never throws for what a user wrote. */
  public PlanReading read(String text) {
    try {
      return checked(DocumentReader.read(text));
    } catch (UnreadableDocumentException unreadable) {
      return new PlanReading.Invalid(List.of(unreadable.problem()));
    }
  }

  private PlanReading checked(PlanDocument document) {
    JsonNode root = document.root();
    Findings findings = new Findings(document.place());
    findings.addAll(document.problems());
    schema.check(root, findings);
    NeedsCheck.check(root, findings);
    PathsCheck.check(root, findings);
    WorkCheck.check(root, findings);
    Unsupported.check(root, findings);
    if (findings.haveErrors()) {
      return new PlanReading.Invalid(findings.inOrder());
    }
    Plan plan = new PlanAssembly(root).plan();
    Warnings.check(plan, findings);
    return new PlanReading.Valid(plan, findings.inOrder());
  }
}
