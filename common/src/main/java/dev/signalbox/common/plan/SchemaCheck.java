package dev.signalbox.common.plan;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Checks a document against the JSON Schema of plans and says each violation in plain words. */
final class SchemaCheck {
  static final String RESOURCE = "/schemas/plan/v1.json";

  private final Schema schema = load();

  void check(JsonNode root, Findings findings) {
    for (Error error : schema.validate(root)) {
      new Violation(error, root, schema.getSchemaNode()).report(findings);
    }
  }

  /** Whether there is no violation. */
  boolean accepts(JsonNode root) {
    return schema.validate(root).isEmpty();
  }

  private static Schema load() {
    try (InputStream text = SchemaCheck.class.getResourceAsStream(RESOURCE)) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Objects.requireNonNull(text, RESOURCE), InputFormat.JSON);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
