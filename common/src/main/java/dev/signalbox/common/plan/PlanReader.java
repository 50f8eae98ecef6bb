package dev.signalbox.common.plan;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads plans: YAML or JSON text in, a plan with its defaults filled in or every reason why it is
 * none out. Pure, and safe for use by many threads.
 */
public final class PlanReader {
  private static final int LONGEST_TREE = 64 * 1024 * 1024;

  private final SchemaCheck schema = new SchemaCheck();

  /** Reads a plan; never throws for what a user wrote. */
  public PlanReading read(String text) {
    try {
      return text.length() > LONGEST_TREE
          ? invalid(ValueReader.tooLarge(Spot.START, "the document is longer than 64 MiB"))
          : read(PlanText.of(text), Long.MAX_VALUE, tasks -> {});
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Reads a plan of any length, task after task, in memory for the plan alone.
   *
   * @param longest in characters
   * @param progress told how many tasks are read
   * @throws IOException when the text is there and cannot be read
   */
  public PlanReading read(PlanText text, long longest, IntConsumer progress) throws IOException {
    try {
      return streamed(text, longest, null, progress);
    } catch (UnreadableDocumentException unreadable) {
      return invalid(unreadable);
    }
  }

  /** Reads the whole tree first: costs memory, and takes every form that YAML has. */
  PlanReading readTree(PlanText text) throws IOException {
    String tooLong = "longer than 64 MiB, and its top mappings are merged from others";
    try (Reader reader = new CheckedText(text.open(), LONGEST_TREE, tooLong)) {
      return checked(DocumentReader.tree(reader));
    } catch (UnreadableDocumentException unreadable) {
      return invalid(unreadable);
    }
  }

  private PlanReading streamed(
      PlanText text, long longest, @Nullable JsonNode known, IntConsumer progress)
      throws IOException {
    StreamedPlan plan = new StreamedPlan(schema, known, progress);
    PlanDocument document;
    try (Reader reader =
        new CheckedText(text.open(), longest, "longer than " + longest + " characters")) {
      document = DocumentReader.stream(reader, plan);
    } catch (DocumentReader.TreeNeededException merged) {
      return readTree(text);
    }
    if (!plan.hasBegun()) {
      return checked(document);
    }
    return known == null && plan.isMisled(document)
        ? streamed(text, longest, document.root(), progress)
        : plan.finish(document);
  }

  private static PlanReading invalid(UnreadableDocumentException unreadable) {
    return new PlanReading.Invalid(List.of(unreadable.problem()));
  }

  private PlanReading checked(PlanDocument document) {
    JsonNode root = document.root();
    Findings findings = new Findings(document.place());
    findings.addAll(document.problems());
    schema.check(root, findings);
    NeedsCheck needs = new NeedsCheck();
    needs.addAll(root, document.place());
    needs.finish(findings);
    PathsCheck.check(root, findings);
    WorkCheck.check(root, root, findings);
    AgentField.check(root, findings);
    MergeCheck.check(root, findings);
    UrlCheck.check(root, findings);
    if (findings.haveErrors()) {
      return new PlanReading.Invalid(findings.inOrder());
    }
    Plan plan = new PlanAssembly(root).plan();
    Warnings.check(plan, findings, task -> document.place().ofKey(Warnings.pointer(task)));
    return new PlanReading.Valid(plan, findings.inOrder());
  }
}
