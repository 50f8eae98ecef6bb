package dev.signalbox.common.plan;

import com.networknt.schema.Error;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One violation of the schema, as a problem that a person can act on. */
final class Violation {
  private static final int LONGEST_QUOTE = 60;

  private final Error error;
  private final String pointer;
  private final String words;
  private final JsonNode root;
  private final JsonNode schema;

  Violation(Error error, JsonNode root, JsonNode schema) {
    this.error = error;
    this.schema = schema;
    this.pointer = error.getInstanceLocation().toString();
    this.words = JsonPath.words(pointer);
    this.root = root;
  }

  void report(Findings findings) {
    switch (error.getKeyword()) {
      case "required" -> missing(findings);
      case "additionalProperties" -> unknown(findings);
      case "type" -> type(findings);
      case "enum" -> choice(findings);
      case "const" -> version(findings);
      case "propertyNames" -> badName(findings);
      case "pattern", "maxLength" -> form(findings);
      case "minLength", "minProperties" -> empty(findings);
      case "uniqueItems" ->
          findings.add(
              ProblemCode.DUPLICATE_ITEM,
              pointer,
              words + " names something twice",
              "remove the repetition");
      case "not" ->
          findings.add(
              ProblemCode.PATH_AND_URL,
              pointer,
              words + " gives both path and url",
              "keep one of the two");
      default -> range(findings);
    }
  }

  private void missing(Findings findings) {
    boolean tasks = pointer.isEmpty() && error.getProperty().equals("tasks");
    findings.addAtKey(
        tasks ? ProblemCode.NO_TASKS : ProblemCode.MISSING_FIELD,
        pointer,
        words + " has no " + error.getProperty(),
        "add " + error.getProperty() + ":");
  }

  private void unknown(Findings findings) {
    String field = error.getProperty();
    String where = pointer.isEmpty() ? "a plan" : words;
    findings.addAtKey(
        ProblemCode.UNKNOWN_FIELD,
        JsonPath.child(pointer, field),
        where + " has no field " + field,
        Similar.hint(
            field, allowedFields(), "remove it, or call it x-" + field + " to keep a note"));
  }

  /** The fields that the schema allows beside the one it refused. */
  private List<String> allowedFields() {
    String location = error.getSchemaLocation().toString();
    String owner = JsonPath.parent(location.substring(location.indexOf('#') + 1));
    return schema.at(owner).path("properties").propertyNames().stream()
        .filter(name -> !value().has(name))
        .toList();
  }

  private void badName(Findings findings) {
    TextForm form = TextForm.of(error.getSchemaLocation().toString());
    findings.addAtKey(
        form.code(),
        JsonPath.child(pointer, error.getProperty()),
        "the name " + quote(error.getProperty()) + " in " + words + " is not " + form.words(),
        form.hint());
  }

  private void type(Findings findings) {
    String expected = TypeWords.expected(error.getSchemaNode());
    boolean text = expected.startsWith("a text") && value().isValueNode() && !value().isNull();
    findings.add(
        ProblemCode.WRONG_TYPE,
        pointer,
        words + " must be " + expected + ", not " + TypeWords.actual(value()),
        text ? "put it in quotes" : "write " + expected);
  }

  private void choice(Findings findings) {
    List<String> allowed = error.getSchemaNode().valueStream().map(JsonNode::asString).toList();
    findings.add(
        ProblemCode.BAD_VALUE,
        pointer,
        words + " is " + quoted() + "; it must be one of " + String.join(", ", allowed),
        Similar.hint(value().asString(""), allowed, "use one of " + String.join(", ", allowed)));
  }

  private void version(Findings findings) {
    findings.add(
        ProblemCode.VERSION,
        pointer,
        "this reader knows version 1 of the plan format, not " + quoted(),
        "write signalbox: 1");
  }

  private void form(Findings findings) {
    TextForm form = TextForm.of(error.getSchemaLocation().toString());
    findings.add(
        form.code(),
        pointer,
        words + " is " + quoted() + ", which is not " + form.words(),
        form.hint());
  }

  private void empty(Findings findings) {
    boolean noTasks = pointer.equals("/tasks");
    findings.add(
        noTasks ? ProblemCode.NO_TASKS : ProblemCode.EMPTY,
        pointer,
        noTasks ? "the plan has no tasks" : words + " is empty",
        noTasks ? "add at least one task under tasks:" : "give it a value, or remove the field");
  }

  private void range(Findings findings) {
    String limit = error.getSchemaNode().asString("");
    String bound =
        switch (error.getKeyword()) {
          case "minimum" -> "at least " + limit;
          case "maximum" -> "at most " + limit;
          case "exclusiveMinimum" -> "more than " + limit;
          default -> error.getMessage();
        };
    findings.add(
        ProblemCode.OUT_OF_RANGE,
        pointer,
        words + " is " + quoted() + "; it must be " + bound,
        "use a value that is " + bound);
  }

  private JsonNode value() {
    return root.at(pointer);
  }

  private String quoted() {
    return quote(value().isString() ? value().stringValue() : value().toString());
  }

  private static String quote(String text) {
    String whole =
        text.codePoints()
            .limit(LONGEST_QUOTE)
            .filter(point -> !Character.isISOControl(point))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
    return Optional.of(whole).filter(it -> text.length() <= LONGEST_QUOTE).orElse(whole + "…");
  }
}
