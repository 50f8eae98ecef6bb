package dev.signalbox.common.plan;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Checks that paths stay inside the repository and that globs are well formed. */
final class PathsCheck {
  private final Findings findings;

  private PathsCheck(Findings findings) {
    this.findings = findings;
  }

  static void check(JsonNode root, Findings findings) {
    PathsCheck check = new PathsCheck(findings);
    check.paths(root, "", "shared-files");
    JsonNode setup = root.path("setup");
    for (int at = 0; setup.isArray() && at < setup.size(); at++) {
      check.paths(setup.get(at), JsonPath.child("/setup", at), "when-changed");
    }
    DraftTask.of(root)
        .forEach(task -> {
          check.paths(task.body(), task.pointer(), "files");
          check.paths(task.body(), task.pointer(), "reads");
        });
  }

  private void paths(JsonNode owner, String ownerPointer, String field) {
    JsonNode list = owner.path(field);
    for (int at = 0; list.isArray() && at < list.size(); at++) {
      if (list.get(at).isString() && !list.get(at).stringValue().isEmpty()) {
        path(list.get(at).stringValue(), ownerPointer, field, at);
      }
    }
  }

  private void path(String text, String ownerPointer, String field, int at) {
    Optional<PathFlaw> flaw = PathFlaw.of(text);
    if (flaw.isPresent()) {
      String pointer = JsonPath.child(JsonPath.child(ownerPointer, field), at);
      String message = "the path " + text + " in " + JsonPath.words(pointer) + " ";
      findings.add(flaw.get().code(), pointer, message + flaw.get().message(), flaw.get().hint());
    }
  }
}
