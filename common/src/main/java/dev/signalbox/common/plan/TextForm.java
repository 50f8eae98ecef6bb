package dev.signalbox.common.plan;

import java.util.LinkedHashMap;
import java.util.Map;

/** The forms of text that the schema knows by pattern, with words for those who missed them. */
enum TextForm {
  DURATION(
      ProblemCode.BAD_DURATION,
      "a duration",
      "write numbers with ms, s, m, h or d, as in 90s or 1h30m; more than zero"),
  BRANCH(
      ProblemCode.BAD_BRANCH,
      "the name of a branch",
      "write it without refs/heads/ and without spaces, as in main or release/1.0"),
  KEY(
      ProblemCode.BAD_NAME,
      "a name of at most 63 lower case letters and digits with single . _ - between them",
      "rename it, as in fix-login"),
  VARIABLE(
      ProblemCode.BAD_NAME,
      "the name of a variable",
      "use letters, digits and _, starting with a letter"),
  SKILL(
      ProblemCode.BAD_NAME,
      "the name of a skill (at most 40 lower case letters, digits and single -)",
      "rename it, as in java-25"),
  MONEY(ProblemCode.BAD_VALUE, "an amount with a currency", "write it as in 25.00 USD"),
  MODEL(
      ProblemCode.BAD_NAME,
      "the name of a model",
      "use letters, digits and . _ : / @ + -, as in sonnet or openai/gpt-5"),
  TEXT(ProblemCode.BAD_VALUE, "a text without NUL characters", "remove the NUL character");

  /** What the place of a form in the schema contains; the first that fits counts. */
  private static final Map<String, TextForm> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put("/duration/", DURATION);
    PLACES.put("/$defs/estimate/", DURATION);
    PLACES.put("/branch/", BRANCH);
    PLACES.put("/skills/", SKILL);
    PLACES.put("/key/", KEY);
    PLACES.put("/needs/", KEY);
    PLACES.put("/tasks/", KEY);
    PLACES.put("/model/", MODEL);
    PLACES.put("/max-cost/", MONEY);
  }

  private final ProblemCode code;
  private final String words;
  private final String hint;

  TextForm(ProblemCode code, String words, String hint) {
    this.code = code;
    this.words = words;
    this.hint = hint;
  }

  /** The form that a keyword at this place of the schema asks for. */
  static TextForm of(String schemaLocation) {
    String place = schemaLocation.substring(schemaLocation.indexOf('#') + 1);
    return PLACES.entrySet().stream()
        .filter(known -> place.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(place.endsWith("/propertyNames") ? VARIABLE : TEXT);
  }

  ProblemCode code() {
    return code;
  }

  String words() {
    return words;
  }

  String hint() {
    return hint;
  }
}
